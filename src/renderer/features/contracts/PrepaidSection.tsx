// Prepaid hours and money of a contract: what is left of each block, how it was used up, and every draw behind it.

import { Button } from '@mantine/core'
import { useState } from 'react'
import type { PrepaidBlockRow } from '#core/billing/prepaid-block.entity.ts'
import type { BurnDown } from '#core/charges/burn-down.ts'
import type { Contract } from '#core/contracts/contract.entity.ts'
import { prepaidWords as words } from '#core/words/rooms-contracts.ts'
import { Quiet } from '#renderer/features/records/index.ts'
import { useAnswer } from '#renderer/live/use-answer.ts'
import { useQuery } from '#renderer/live/use-query.ts'
import { ErrorState } from '#renderer/ui/ErrorState.tsx'
import { LoadingState } from '#renderer/ui/LoadingState.tsx'
import { Section } from '#renderer/ui/Page.tsx'
import { BlockCard } from './BlockCard.tsx'
import { PrepaidDialog } from './PrepaidDialog.tsx'
import { useClientTurn } from './use-client-turn.ts'

interface PrepaidSectionProps {
  readonly contract: Contract
  readonly may: boolean
  /** Calendar date. */
  readonly today: string
}

export function PrepaidSection({ contract, may, today }: PrepaidSectionProps): React.JSX.Element {
  const [editing, setEditing] = useState<PrepaidBlockRow | 'new' | null>(null)
  const { clientId } = contract
  const rows = useQuery<PrepaidBlockRow>({ entity: 'prepaid_block', where: [{ op: 'is', field: 'clientId', value: clientId }] })
  const turn = useClientTurn(clientId)
  const { answer, error } = useAnswer('burnDown', { clientId, today }, turn)
  const byId = new Map(rows.rows.map((row) => [row.id, row]))
  const shown = answer
    ?.filter(({ balance }) => isOfContract(balance, contract.id) && isShown(balance, today))
    .toSorted((a, b) => Number(a.balance.left <= 0) - Number(b.balance.left <= 0) || lastDraw(b).localeCompare(lastDraw(a)))
  return (
    <Section
      title={words.title}
      actions={
        may && (
          <Button size="compact-sm" variant="light" onClick={() => setEditing('new')}>
            {words.new}
          </Button>
        )
      }
    >
      {error !== null && <ErrorState title={words.failed} detail={error.message} />}
      {error === null && shown === undefined && <LoadingState lines={2} />}
      {shown !== undefined && <Quiet>{shown.length === 0 ? words.empty : words.lead}</Quiet>}
      {shown?.map((burn) => {
        const row = byId.get(burn.balance.blockId)
        return (
          <BlockCard
            key={burn.balance.blockId}
            burn={burn}
            row={row}
            currency={contract.currency}
            today={today}
            onEdit={may && row !== undefined ? () => setEditing(row) : null}
          />
        )
      })}
      {editing !== null && (
        <PrepaidDialog contract={contract} block={editing === 'new' ? null : editing} today={today} onClose={() => setEditing(null)} />
      )}
    </Section>
  )
}

function isOfContract({ contractId }: BurnDown['balance'], id: string): boolean {
  return contractId === null || contractId === id
}

/** The day on which it was last drawn from. */
function lastDraw({ draws }: BurnDown): string {
  return draws.at(-1)?.date ?? ''
}

/** Of included time only the period that runs: the ones before are over, and were charged as they were. */
function isShown({ name, validFrom, expiresOn }: BurnDown['balance'], today: string): boolean {
  return name !== null || ((validFrom ?? today) <= today && today <= (expiresOn ?? today))
}
