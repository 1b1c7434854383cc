// The clauses of a contract in their order: what each is about and what follows; add, change, move, remove. Everything can be undone.

import { ActionIcon, Button } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconEdit, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import type { Contract, ContractClause } from '#core/contracts/contract.entity.ts'
import { clauseWords as words, verdictWords } from '#core/words/rooms-contracts.ts'
import { Quiet } from '#renderer/features/records/index.ts'
import { Section } from '#renderer/ui/Page.tsx'
import { StatusChip } from '#renderer/ui/StatusChip.tsx'
import { useAct } from '#renderer/ui/use-act.ts'
import { inOrder, numbered } from './clause.form.ts'
import { clauseSentence } from './clause-sentence.ts'
import { ClauseDialog } from './ClauseDialog.tsx'
import styles from './contracts.module.css'
import { verdictTones } from '#renderer/features/coverage/index.ts'

export function ClauseList({ contract, may }: { contract: Contract; may: boolean }): React.JSX.Element {
  const [editing, setEditing] = useState<ContractClause | 'new' | null>(null)
  const act = useAct()
  const clauses = inOrder(contract.clauses)
  const save = (next: readonly ContractClause[], done: string): void =>
    void act({ name: 'contract.edit', input: { id: contract.id, fields: { clauses: numbered(next) } } }, { done })
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
      <Quiet>{clauses.length === 0 ? words.empty : words.lead}</Quiet>
      {clauses.length > 0 && (
        <ol className={styles['clauses']} aria-label={words.title}>
          {clauses.map((clause, place) => (
            <li key={clause.id} className={styles['clause']}>
              <span className={styles['clauseText']}>
                <b className={styles['clauseTitle']}>{clause.title}</b>
                <Quiet>{clauseSentence(clause, contract.currency)}</Quiet>
                {clause.note !== '' && <Quiet>{clause.note}</Quiet>}
              </span>
              <StatusChip tone={verdictTones[clause.verdict]} label={verdictWords[clause.verdict]} />
              {may && (
                <ClauseActions
                  clause={clause}
                  place={place}
                  count={clauses.length}
                  onEdit={() => setEditing(clause)}
                  onMove={(by) => save(moved(clauses, place, by), words.moved(clause.title))}
                  onRemove={() => save(clauses.toSpliced(place, 1), words.removed(clause.title))}
                />
              )}
            </li>
          ))}
        </ol>
      )}
      {editing !== null && (
        <ClauseDialog contract={contract} clause={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />
      )}
    </Section>
  )
}

interface ClauseActionsProps {
  readonly clause: ContractClause
  readonly place: number
  readonly count: number
  readonly onEdit: () => void
  readonly onMove: (by: 1 | -1) => void
  readonly onRemove: () => void
}

function ClauseActions({ clause, place, count, onEdit, onMove, onRemove }: ClauseActionsProps): React.JSX.Element {
  const look = { variant: 'subtle', color: 'gray', className: styles['clauseAction'] ?? '' } as const
  return (
    <span className={styles['clauseActions']}>
      <ActionIcon {...look} aria-label={words.up(clause.title)} disabled={place === 0} onClick={() => onMove(-1)}>
        <IconArrowUp size={16} aria-hidden />
      </ActionIcon>
      <ActionIcon {...look} aria-label={words.down(clause.title)} disabled={place === count - 1} onClick={() => onMove(1)}>
        <IconArrowDown size={16} aria-hidden />
      </ActionIcon>
      <ActionIcon {...look} aria-label={words.edit(clause.title)} onClick={onEdit}>
        <IconEdit size={16} aria-hidden />
      </ActionIcon>
      <ActionIcon {...look} aria-label={words.remove(clause.title)} onClick={onRemove}>
        <IconTrash size={16} aria-hidden />
      </ActionIcon>
    </span>
  )
}

function moved(clauses: readonly ContractClause[], place: number, by: 1 | -1): readonly ContractClause[] {
  const clause = clauses[place]
  return clause === undefined ? clauses : clauses.toSpliced(place, 1).toSpliced(place + by, 0, clause)
}
