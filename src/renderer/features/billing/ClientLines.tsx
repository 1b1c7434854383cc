// What one client owes in a run, line by line; each amount opens its steps, and what comes late says so.

import { ActionIcon, Modal, Stack } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import type { ChargeLine } from '#core/charges/charge-line.ts'
import type { Answers } from '#store/contract.ts'
import { billingWords, chargeKindWords, documentWords, runWords as words, unitSigns } from '#core/words/rooms-billing.ts'
import { ChargeWhy, useNames } from '#renderer/features/charges/index.ts'
import { moneyWords, Quiet, RecordLink } from '#renderer/features/records/index.ts'
import { useStore } from '#renderer/live/store-context.tsx'
import { ErrorState } from '#renderer/ui/ErrorState.tsx'
import { LoadingState } from '#renderer/ui/LoadingState.tsx'
import { calendarDateWords } from '#renderer/ui/moments.ts'
import { type PlainColumn, PlainTable } from '#renderer/ui/PlainTable.tsx'
import { StatusChip } from '#renderer/ui/StatusChip.tsx'
import { useAct } from '#renderer/ui/use-act.ts'

/** A computed line, or a charge that stands already and is on no document yet. */
type Line = Pick<
  ChargeLine,
  'key' | 'date' | 'kind' | 'description' | 'quantity' | 'unit' | 'unitMinor' | 'netMinor' | 'currency' | 'ticketId' | 'steps' | 'isLate'
> & { readonly chargeId: string | null }

interface ClientLinesProps {
  readonly job: number
  readonly clientId: string
  readonly name: string
  /** A line was taken back: what was computed no longer holds. */
  readonly onChanged: () => void
  readonly onClose: () => void
}

export function ClientLines({ job, clientId, name, onChanged, onClose }: ClientLinesProps): React.JSX.Element {
  const client = useStore()
  const names = useNames()
  const act = useAct()
  const takeBack = async (chargeId: string): Promise<void> => {
    const refused = await act({ name: 'charge.void', input: { id: chargeId } }, { done: words.byHandVoided })
    if (refused === null) onChanged()
  }
  const [found, setFound] = useState<Answers['runLines'] | 'failed' | null>(null)
  useEffect(() => {
    let current = true
    client.request('runLines', { job, clientId }).then(
      (answer) => current && setFound(answer),
      () => current && setFound('failed')
    )
    return () => {
      current = false
    }
  }, [client, job, clientId])
  return (
    <Modal opened onClose={onClose} title={words.open(name)} size="min(1120px, 94vw)" returnFocus>
      {found === null ? (
        <LoadingState />
      ) : found === 'failed' ? (
        <ErrorState title={words.failed} />
      ) : (
        <Stack gap="md">
          <PlainTable
            label={words.open(name)}
            long
            columns={columnsOf(names, (id) => void takeBack(id))}
            rows={linesOf(found)}
            keyOf={(line) => line.key}
          />
          {found.drafts.map((draft) => (
            <Quiet key={draft.input.currency}>
              {draft.input.title}: {documentWords.net} {moneyWords(draft.sums.netMinor, draft.input.currency)}, {documentWords.gross}{' '}
              {moneyWords(draft.sums.grossMinor, draft.input.currency)}
            </Quiet>
          ))}
        </Stack>
      )}
    </Modal>
  )
}

function columnsOf(names: ReadonlyMap<string, string>, onTakeBack: (chargeId: string) => void): readonly PlainColumn<Line>[] {
  return [
    { id: 'date', header: billingWords.date, width: '112px', render: (line) => <Quiet>{calendarDateWords(line.date)}</Quiet> },
    {
      id: 'what',
      header: billingWords.what,
      render: (line) => (
        <>
          <span style={{ overflowWrap: 'anywhere' }}>{line.description}</span>
          <br />
          <Quiet>
            {chargeKindWords[line.kind]}
            {line.ticketId !== null && (
              <>
                {' · '}
                <RecordLink href={`/tickets/${line.ticketId}`}>{billingWords.ticket}</RecordLink>
              </>
            )}
          </Quiet>{' '}
          {line.isLate && (
            <span title={words.lateHint}>
              <StatusChip tone="wait" label={words.late} />
            </span>
          )}
        </>
      )
    },
    {
      id: 'quantity',
      header: billingWords.quantity,
      figure: true,
      render: (line) => (line.netMinor === 0 ? '' : `${line.quantity} ${unitSigns[line.unit]}`.trim())
    },
    {
      id: 'price',
      header: billingWords.price,
      figure: true,
      render: (line) => (line.netMinor === 0 ? '' : moneyWords(line.unitMinor, line.currency))
    },
    {
      id: 'net',
      header: billingWords.net,
      figure: true,
      render: (line) => (
        <ChargeWhy charge={{ ...line, steps: [...line.steps] }} currency={line.currency} names={names}>
          {isCovered(line) ? words.covered : undefined}
        </ChargeWhy>
      )
    },
    takeBackColumn(onTakeBack)
  ]
}

/** Only lines by hand can be taken back: the others follow from what was done. */
function takeBackColumn(onTakeBack: (chargeId: string) => void): PlainColumn<Line> {
  return {
    id: 'remove',
    header: words.byHandVoid,
    hideHeader: true,
    figure: true,
    width: '48px',
    render: ({ chargeId, description }) =>
      chargeId !== null && (
        <ActionIcon
          size="sm"
          variant="subtle"
          color="gray"
          aria-label={`${words.byHandVoid}: ${description}`}
          onClick={() => onTakeBack(chargeId)}
        >
          <IconX size={14} />
        </ActionIcon>
      )
  }
}

/** Work for which a contract pays already. */
function isCovered(line: Line): boolean {
  return line.netMinor === 0 && line.steps.some((step) => step.type === 'verdict' && step.values['verdict'] === 'covered')
}

function linesOf({ charges }: Answers['runLines']): readonly Line[] {
  return [
    ...charges.lines.map((line) => ({ ...line, chargeId: null })),
    ...charges.waiting.map((charge) => ({
      ...charge,
      key: charge.id,
      isLate: false,
      chargeId: charge.kind === 'manual' ? charge.id : null
    }))
  ]
}
