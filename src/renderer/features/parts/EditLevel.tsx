// When a part is ordered again for a place.

import type { Part } from '#core/stock/part.entity.ts'
import type { StockPlace } from '#core/stock/stock-place.entity.ts'
import { partsWords as words } from '#core/words/rooms-parts.ts'
import { type FormFieldSpec, RecordForm } from '#renderer/features/records/index.ts'
import { useAct } from '#renderer/ui/use-act.ts'

const levelForm: readonly FormFieldSpec[] = [
  { name: 'level', label: words.level, kind: 'number', half: true, hint: words.clearLevel },
  { name: 'upTo', label: words.upTo, kind: 'number', half: true }
]

interface EditLevelProps {
  readonly part: Part
  readonly place: StockPlace
  readonly onClose: () => void
}

export function EditLevel({ part, place, onClose }: EditLevelProps): React.JSX.Element {
  const act = useAct()
  const rule = place.reorder[part.id] ?? null
  return (
    <RecordForm
      title={words.levelOf(part.name, place.name)}
      draftKey={`level:${place.id}:${part.id}`}
      fields={levelForm}
      initial={rule ?? {}}
      currency={part.currency}
      onClose={onClose}
      onSave={async (values, refused) => {
        const { level = null, upTo = null } = { ...rule, ...values } as { level?: number | null; upTo?: number | null }
        if ((level === null) !== (upTo === null)) {
          refused({ type: 'invalid-input', field: level === null ? 'level' : 'upTo', expected: words.bothNeeded })
          return words.bothNeeded
        }
        const reorder = { ...place.reorder, [part.id]: level === null || upTo === null ? null : { level, upTo } }
        return act(
          { name: 'stock-place.edit', input: { id: place.id, fields: { reorder } } },
          {
            done: words.levelSet(place.name),
            quietRefusal: true,
            refused: ({ expected, ...refusal }) =>
              refused({ type: refusal.type, field: 'upTo', ...(expected === undefined ? {} : { expected }) })
          }
        )
      }}
    />
  )
}
