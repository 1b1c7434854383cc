// The form for one clause. The contract is saved as a whole, so a clause that the contract's rules refuse is told here, at its field.

import { useMemo } from 'react'
import type { Contract, ContractClause } from '#core/contracts/contract.entity.ts'
import { clauseWords as words } from '#core/words/rooms-contracts.ts'
import { RecordForm } from '#renderer/features/records/index.ts'
import { useAct } from '#renderer/ui/use-act.ts'
import { blankClause, clauseForm, clauseOf, inOrder, numbered } from './clause.form.ts'

interface ClauseDialogProps {
  readonly contract: Contract
  /** Null: a new one. */
  readonly clause: ContractClause | null
  readonly onClose: () => void
}

export function ClauseDialog({ contract, clause, onClose }: ClauseDialogProps): React.JSX.Element {
  const act = useAct()
  const fields = useMemo(() => clauseForm(contract.clientId), [contract.clientId])
  const start = useMemo(() => clause ?? blankClause(contract), [clause, contract])
  return (
    <RecordForm
      title={clause === null ? words.new : words.edit(clause.title)}
      draftKey={clause === null ? `clause:new:${contract.id}` : `clause:${clause.id}`}
      fields={fields}
      initial={start}
      currency={contract.currency}
      onClose={onClose}
      onSave={(values, refused) => {
        const next = clauseOf(start, values)
        const kept = inOrder(contract.clauses)
        const clauses = numbered(clause === null ? [...kept, next] : kept.map((each) => (each.id === next.id ? next : each)))
        return act(
          { name: 'contract.edit', input: { id: contract.id, fields: { clauses } } },
          {
            done: words.saved(next.title),
            quietRefusal: true,
            refused: (refusal) => refused({ ...refusal, field: (refusal.field ?? '').replace(/^(fields\.)?clauses\.\d+\.?/, '') })
          }
        )
      }}
    />
  )
}
