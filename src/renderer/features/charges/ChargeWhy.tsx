// An amount that opens its steps: from the work that was done, over clause, rounding and rate, to what stands on the line.

import type { ReactNode } from 'react'
import type { Charge } from '#core/billing/charge.entity.ts'
import { chargeStepWords } from '#core/words/charge-steps.ts'
import { chargeWords as words } from '#core/words/rooms-billing.ts'
import { moneyWords } from '#renderer/features/records/index.ts'
import { calendarDateWords, fullMoment } from '#renderer/ui/moments.ts'
import { Explanation } from '#renderer/ui/Explanation.tsx'

interface ChargeWhyProps {
  readonly charge: Pick<Charge, 'description' | 'netMinor' | 'steps'>
  readonly currency: string
  /** From `useNames`: asked once for all lines of a screen. */
  readonly names: ReadonlyMap<string, string>
  /** What the button shows; left out: the amount. */
  readonly children?: ReactNode
}

export function ChargeWhy({ charge, currency, names, children }: ChargeWhyProps): React.JSX.Element {
  const amount = moneyWords(charge.netMinor, currency)
  if (charge.steps.length === 0) return <span data-figures>{children ?? amount}</span>
  const steps = () =>
    charge.steps.map((step) =>
      chargeStepWords(step, {
        money: (minor) => moneyWords(minor, currency),
        time: fullMoment,
        date: calendarDateWords,
        name: (id) => names.get(id) ?? ''
      })
    )
  return (
    <Explanation title={words.why(charge.description)} steps={steps} conclusion={words.comesTo(amount)}>
      {children ?? amount}
    </Explanation>
  )
}
