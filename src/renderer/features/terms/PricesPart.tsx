// Price lists: each with its currency, calendar and tax, and under it the prices by the days for which they hold.

import { Button } from '@mantine/core'
import { useState } from 'react'
import type { PriceListRow, PricePeriod } from '#core/billing/price-list.entity.ts'
import { settingsParts } from '#core/words/rooms-settings.ts'
import { priceWords as words, termsWords } from '#core/words/rooms-terms.ts'
import { type FormFieldSpec, moneyWords } from '#renderer/features/records/index.ts'
import { calendarDateWords, todayAt } from '#renderer/ui/moments.ts'
import { StatusChip } from '#renderer/ui/StatusChip.tsx'
import { useAct } from '#renderer/ui/use-act.ts'
import { KeptPart } from './KeptPart.tsx'
import { PeriodDialog } from './PeriodDialog.tsx'
import styles from './terms.module.css'

const notArchived = [{ op: 'empty', field: 'archivedAt' }] as const

const fields: readonly FormFieldSpec[] = [
  { name: 'name', label: termsWords.name, kind: 'line', required: true, half: true },
  { name: 'currency', label: words.currency, kind: 'line', required: true, half: true, hint: words.currencyHint },
  { name: 'calendarId', label: words.calendar, kind: 'entity', entity: 'calendar', where: notArchived, half: true },
  { name: 'taxRateId', label: words.tax, kind: 'entity', entity: 'tax_rate', where: notArchived, half: true },
  { name: 'notes', label: termsWords.notes, kind: 'text' }
]

export function PricesPart(): React.JSX.Element {
  return (
    <KeptPart<PriceListRow>
      title={settingsParts.prices}
      lead={words.lead}
      empty={words.empty}
      newLabel={words.new}
      entity="price_list"
      command="price-list"
      fields={fields}
      defaults={{ periods: [] }}
      noteOf={(row) => row.currency}
      under={periodsOf}
    />
  )
}

function Periods({ list, may }: { list: PriceListRow; may: boolean }): React.JSX.Element {
  const [editing, setEditing] = useState<PricePeriod | 'new' | null>(null)
  const today = todayAt(Date.now())
  const periods = list.periods.toSorted((a, b) => (a.validFrom < b.validFrom ? 1 : -1))
  return (
    <li className={styles['periods']}>
      {periods.length === 0 ? (
        <span className={styles['quiet']}>{words.noPeriods}</span>
      ) : (
        <PeriodTable list={list} periods={periods} today={today} onEdit={may ? setEditing : null} />
      )}
      {may && (
        <Button
          size="compact-xs"
          variant="subtle"
          aria-label={words.newPeriodOf(list.name)}
          style={{ alignSelf: 'flex-start' }}
          onClick={() => setEditing('new')}
        >
          {words.newPeriod}
        </Button>
      )}
      {editing !== null && (
        <PeriodDialog list={list} period={editing === 'new' ? null : editing} today={today} onClose={() => setEditing(null)} />
      )}
    </li>
  )
}

function periodsOf(list: PriceListRow, may: boolean): React.JSX.Element {
  return <Periods list={list} may={may} />
}

interface PeriodTableProps {
  readonly list: PriceListRow
  readonly periods: readonly PricePeriod[]
  readonly today: string
  /** Null: prices can only be looked at. */
  readonly onEdit: ((period: PricePeriod) => void) | null
}

function PeriodTable({ list, periods, today, onEdit }: PeriodTableProps): React.JSX.Element {
  return (
    <table className={styles['periodTable']} aria-label={words.periods(list.name)}>
      <thead>
        <tr>
          <th scope="col">{words.valid}</th>
          <th scope="col" data-figure>
            {words.hourly}
          </th>
          <th scope="col">{words.mode}</th>
          <th scope="col" data-figure>
            {words.afterHours}
          </th>
          <th scope="col" data-figure>
            {words.callOut}
          </th>
          {onEdit !== null && <td />}
        </tr>
      </thead>
      <tbody>
        {periods.map((period) => (
          <tr key={period.id}>
            <th scope="row">
              {spanWords(period)} {holdsOn(period, today) && <StatusChip tone="active" label={words.now} />}
            </th>
            <td data-figure>{moneyWords(period.hourlyMinor, list.currency)}</td>
            <td>{words.minutes(period.rounding.minimumMinutes, period.rounding.incrementMinutes)}</td>
            <td data-figure>{words.factor(period.afterHoursBasisPoints / 10_000)}</td>
            <td data-figure>{period.callOutMinor === null ? '–' : moneyWords(period.callOutMinor, list.currency)}</td>
            {onEdit !== null && (
              <td className={styles['periodActions']}>
                <PeriodActions list={list} period={period} onEdit={() => onEdit(period)} />
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function PeriodActions({ list, period, onEdit }: { list: PriceListRow; period: PricePeriod; onEdit: () => void }): React.JSX.Element {
  const act = useAct()
  const from = calendarDateWords(period.validFrom)
  const remove = (): void => {
    const periods = list.periods.filter(({ id }) => id !== period.id)
    void act({ name: 'price-list.edit', input: { id: list.id, fields: { periods } } }, { done: words.removedPeriod(list.name) })
  }
  return (
    <>
      <Button size="compact-sm" variant="subtle" aria-label={words.editPeriodOf(list.name, from)} onClick={onEdit}>
        {words.edit}
      </Button>
      <Button size="compact-sm" variant="subtle" aria-label={words.removePeriodOf(list.name, from)} onClick={remove}>
        {words.remove}
      </Button>
    </>
  )
}

function spanWords({ validFrom, validTo }: PricePeriod): string {
  const from = calendarDateWords(validFrom)
  return validTo === null ? words.from(from) : words.span(from, calendarDateWords(validTo))
}

function holdsOn({ validFrom, validTo }: PricePeriod, date: string): boolean {
  return validFrom <= date && (validTo === null || date <= validTo)
}
