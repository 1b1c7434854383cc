// The forms that add and change a part, and the one for what it costs us.

import type { Organisation } from '#core/organisation/organisation.entity.ts'
import type { PartCost } from '#core/stock/part-cost.entity.ts'
import type { Part } from '#core/stock/part.entity.ts'
import { partsWords as words } from '#core/words/rooms-parts.ts'
import { RecordForm, type Typed } from '#renderer/features/records/index.ts'
import { useQuery } from '#renderer/live/use-query.ts'
import { useAct } from '#renderer/ui/use-act.ts'
import { partForm } from './part.forms.ts'

/** The organisation's currency; null while it is loading. */
function useCurrency(): string | null {
  const organisation = useQuery<Organisation>({ entity: 'organisation', limit: 1 })
  return organisation.loading ? null : (organisation.rows[0]?.currency ?? 'EUR')
}

export function NewPart({ onClose }: { onClose: () => void }): React.JSX.Element | null {
  const act = useAct()
  const currency = useCurrency()
  if (currency === null) return null
  const defaults: Typed = { unit: 'C62', serialised: false }
  return (
    <RecordForm
      title={words.newPart}
      draftKey="part:new"
      fields={partForm}
      initial={defaults}
      currency={currency}
      saveLabel={words.create}
      onClose={onClose}
      onSave={(values, refused) =>
        act(
          { name: 'part.create', input: { ...defaults, currency, ...values } },
          { done: words.created(String(values['name'])), quietRefusal: true, refused }
        )
      }
    />
  )
}

export function EditPart({ part, onClose }: { part: Part; onClose: () => void }): React.JSX.Element {
  const act = useAct()
  return (
    <RecordForm
      title={words.editPart(part.name)}
      draftKey={`part:${part.id}`}
      fields={partForm}
      initial={part}
      currency={part.currency}
      onClose={onClose}
      onSave={(values, refused) =>
        act({ name: 'part.edit', input: { id: part.id, fields: values } }, { done: words.saved(part.name), quietRefusal: true, refused })
      }
    />
  )
}

interface EditCostProps {
  readonly part: Part
  readonly cost: PartCost | null
  readonly onClose: () => void
}

export function EditCost({ part, cost, onClose }: EditCostProps): React.JSX.Element {
  const act = useAct()
  const currency = cost?.currency ?? part.currency
  return (
    <RecordForm
      title={words.costOf(part.name)}
      draftKey={`part-cost:${part.id}`}
      fields={[{ name: 'costMinor', label: words.cost, kind: 'money', required: true }]}
      initial={{ costMinor: cost?.costMinor }}
      currency={currency}
      onClose={onClose}
      onSave={async ({ costMinor }) =>
        costMinor === undefined
          ? null
          : act(
              { name: 'part.set-cost', input: { partId: part.id, costMinor, currency } },
              { done: words.costSet(part.name), quietRefusal: true }
            )
      }
    />
  )
}
