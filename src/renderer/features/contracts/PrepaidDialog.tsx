// The form for a prepaid block of a contract's client.

import type { PrepaidBlockRow } from '#core/billing/prepaid-block.entity.ts'
import type { Contract } from '#core/contracts/contract.entity.ts'
import { prepaidWords as words } from '#core/words/rooms-contracts.ts'
import { RecordForm } from '#renderer/features/records/index.ts'
import { useAct } from '#renderer/ui/use-act.ts'
import { prepaidFields, prepaidForm, prepaidTyped } from './prepaid.form.ts'

interface PrepaidDialogProps {
  readonly contract: Contract
  /** Null: a new one. */
  readonly block: PrepaidBlockRow | null
  /** Calendar date. */
  readonly today: string
  readonly onClose: () => void
}

export function PrepaidDialog({ contract, block, today, onClose }: PrepaidDialogProps): React.JSX.Element {
  const act = useAct()
  const { clientId, currency } = contract
  const start = { kind: 'hours', currency, boughtOn: today, position: 0, priceMinor: 0, isCharged: true, onlyHere: true }
  return (
    <RecordForm
      title={block === null ? words.new : words.edit(block.name)}
      draftKey={block === null ? `prepaid-block:new:${contract.id}` : `prepaid-block:${block.id}`}
      fields={prepaidForm}
      initial={block === null ? start : prepaidTyped(block)}
      currency={currency}
      onClose={onClose}
      onSave={(values, refused) => {
        const how = { quietRefusal: true, refused }
        if (block !== null) {
          const fields = prepaidFields(values, contract.id)
          return act({ name: 'prepaid-block.edit', input: { id: block.id, fields } }, { done: words.saved(block.name), ...how })
        }
        const input = { clientId, ...prepaidFields({ ...start, ...values }, contract.id) }
        return act({ name: 'prepaid-block.create', input }, { done: words.created(String(values['name'])), ...how })
      }}
    />
  )
}
