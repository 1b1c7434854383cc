// The form for the prices of one period. New prices start as a copy of the latest, and end those on the day before.

import { useMemo } from 'react'
import { blankPricePeriod } from '#core/billing/blank-price-period.ts'
import type { PriceListRow, PricePeriod } from '#core/billing/price-list.entity.ts'
import { addDays } from '#core/sla/calendar-date.ts'
import { priceWords as words } from '#core/words/rooms-terms.ts'
import { RecordForm } from '#renderer/features/records/index.ts'
import { calendarDateWords } from '#renderer/ui/moments.ts'
import { useAct } from '#renderer/ui/use-act.ts'
import { flatOf, periodForm, periodOf } from './price-period.form.ts'

interface PeriodDialogProps {
  readonly list: PriceListRow
  /** Null: new prices. */
  readonly period: PricePeriod | null
  /** Calendar date at this machine. */
  readonly today: string
  readonly onClose: () => void
}

export function PeriodDialog({ list, period, today, onClose }: PeriodDialogProps): React.JSX.Element {
  const act = useAct()
  const start = useMemo(() => period ?? nextPeriod(list, today), [list, period, today])
  return (
    <RecordForm
      title={period === null ? words.newPeriodOf(list.name) : words.editPeriod(calendarDateWords(period.validFrom))}
      draftKey={period === null ? `price-period:new:${list.id}` : `price-period:${period.id}`}
      fields={periodForm}
      initial={flatOf(start)}
      currency={list.currency}
      onClose={onClose}
      onSave={(values, refused) => {
        const next = periodOf(start, values)
        const periods = period === null ? added(list.periods, next) : list.periods.map((each) => (each.id === period.id ? next : each))
        return act(
          { name: 'price-list.edit', input: { id: list.id, fields: { periods } } },
          {
            done: words.savedPeriod(list.name),
            quietRefusal: true,
            refused: (refusal) => refused({ ...refusal, field: (refusal.field ?? '').replace(/^(fields\.)?periods\.\d+\./, '') })
          }
        )
      }}
    />
  )
}

/** A copy of the prices that hold last, from today on. */
function nextPeriod(list: PriceListRow, today: string): PricePeriod {
  const latest = list.periods.toSorted((a, b) => (a.validFrom < b.validFrom ? 1 : -1))[0]
  const id = crypto.randomUUID()
  return latest === undefined ? blankPricePeriod(id, today) : { ...latest, id, validFrom: today, validTo: null }
}

/** Prices without end that began before end where the new ones begin. */
function added(periods: readonly PricePeriod[], next: PricePeriod): readonly PricePeriod[] {
  const ended = periods.map((each) =>
    each.validTo === null && each.validFrom < next.validFrom ? { ...each, validTo: addDays(next.validFrom, -1) } : each
  )
  return [...ended, next]
}
