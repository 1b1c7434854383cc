// The forms that add and change a stock place.

import type { StockPlace } from '#core/stock/stock-place.entity.ts'
import { partsWords, placeWords as words } from '#core/words/rooms-parts.ts'
import { RecordForm } from '#renderer/features/records/index.ts'
import { useAct } from '#renderer/ui/use-act.ts'
import { placeForm } from './part.forms.ts'

const newPlace = { kind: 'warehouse' }

export function NewPlace({ onClose }: { onClose: () => void }): React.JSX.Element {
  const act = useAct()
  return (
    <RecordForm
      title={words.newPlace}
      draftKey="stock-place:new"
      fields={placeForm}
      initial={newPlace}
      currency="EUR"
      saveLabel={words.create}
      onClose={onClose}
      onSave={(values, refused) =>
        act(
          { name: 'stock-place.create', input: { ...newPlace, ...values } },
          { done: partsWords.created(String(values['name'])), quietRefusal: true, refused }
        )
      }
    />
  )
}

export function EditPlace({ place, onClose }: { place: StockPlace; onClose: () => void }): React.JSX.Element {
  const act = useAct()
  return (
    <RecordForm
      title={words.editPlace(place.name)}
      draftKey={`stock-place:${place.id}`}
      fields={placeForm}
      initial={place}
      currency="EUR"
      onClose={onClose}
      onSave={(values, refused) =>
        act(
          { name: 'stock-place.edit', input: { id: place.id, fields: values } },
          { done: partsWords.saved(place.name), quietRefusal: true, refused }
        )
      }
    />
  )
}
