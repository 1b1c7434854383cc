// What is left of what the client pays under this contract: charges and fees of the term that runs less what the work cost. Shown to
// those who may see costs.

import type { Contract } from '#core/contracts/contract.entity.ts'
import { lastDay, startOfTerm } from '#core/contracts/contract-term.ts'
import { marginWords as words } from '#core/words/rooms-contracts.ts'
import { Figure, Figures, moneyWords, Quiet } from '#renderer/features/records/index.ts'
import { useAnswer } from '#renderer/live/use-answer.ts'
import { ErrorState } from '#renderer/ui/ErrorState.tsx'
import { Explanation } from '#renderer/ui/Explanation.tsx'
import { LoadingState } from '#renderer/ui/LoadingState.tsx'
import { calendarDateWords, shortDuration } from '#renderer/ui/moments.ts'
import { Section } from '#renderer/ui/Page.tsx'
import { useClientTurn } from './use-client-turn.ts'

export function MarginSection({ contract, today }: { contract: Contract; today: string }): React.JSX.Element | null {
  const { clientId } = contract
  const from = startOfTerm(contract, today)
  const end = lastDay(contract)
  const through = [from, end !== null && end < today ? end : today].sort()[1] ?? today
  const turn = useClientTurn(clientId)
  const { answer, error } = useAnswer('margins', { clientId, from, through }, turn)
  const own = answer?.filter((margin) => margin.contractId === contract.id && !isNothing(margin)) ?? []
  return (
    <Section title={words.title}>
      <Quiet>{words.lead(calendarDateWords(from), calendarDateWords(through))}</Quiet>
      {error !== null && <ErrorState title={words.failed} detail={error.message} />}
      {error === null && answer === null && <LoadingState lines={2} />}
      {answer !== null && own.length === 0 && <Quiet>{words.nothing}</Quiet>}
      {own.map((margin) => (
        <MarginFigures key={margin.currency} margin={margin} />
      ))}
    </Section>
  )
}

type Margin = NonNullable<ReturnType<typeof useAnswer<'margins'>>['answer']>[number]

/** Nothing charged and nothing worked in this currency. */
function isNothing({ chargedMinor, timeCostMinor, partCostMinor, workedSeconds }: Margin): boolean {
  return [chargedMinor, timeCostMinor, partCostMinor, workedSeconds].every((figure) => figure === 0)
}

function MarginFigures({ margin }: { margin: Margin }): React.JSX.Element {
  const { chargedMinor, timeCostMinor, partCostMinor, marginMinor, workedSeconds, currency } = margin
  const money = (minor: number): string => moneyWords(minor, currency)
  const steps = [
    { text: words.charged, value: money(chargedMinor) },
    { text: words.timeCost, note: shortDuration(workedSeconds / 60), value: `− ${money(timeCostMinor)}` },
    ...(partCostMinor === 0 ? [] : [{ text: words.partCost, value: `− ${money(partCostMinor)}` }]),
    { text: words.margin, value: money(marginMinor), decisive: true }
  ]
  return (
    <>
      <Figures>
        <Figure label={words.charged}>{money(chargedMinor)}</Figure>
        <Figure label={words.worked}>{shortDuration(workedSeconds / 60)}</Figure>
        <Figure label={words.margin}>
          <Explanation title={words.why} steps={steps}>
            <span style={{ whiteSpace: 'nowrap' }}>{money(marginMinor)}</span>
          </Explanation>
          {chargedMinor > 0 && (
            <span style={{ display: 'block', fontWeight: 400 }}>
              <Quiet>{words.marginShare((marginMinor / chargedMinor) * 100)}</Quiet>
            </span>
          )}
        </Figure>
        {workedSeconds > 0 && <Figure label={words.perHour}>{money(Math.round((chargedMinor / workedSeconds) * 3600))}</Figure>}
      </Figures>
      {margin.uncosted > 0 && <Quiet>{words.uncosted}</Quiet>}
    </>
  )
}
