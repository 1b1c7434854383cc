// The pieces of a part by serial number, and where each lies.

import { partsWords as words } from '#core/words/rooms-parts.ts'
import { Quiet, Row, Rows } from '#renderer/features/records/index.ts'
import { Section } from '#renderer/ui/Page.tsx'
import { StatusChip } from '#renderer/ui/StatusChip.tsx'
import { usePlaces } from './use-places.ts'
import type { Stock } from './use-stock.ts'

export function PartSerials({ stock }: { stock: Stock }): React.JSX.Element {
  const { names } = usePlaces()
  return (
    <Section title={words.serials}>
      {stock.serials.length === 0 ? (
        <Quiet>{words.noSerials}</Quiet>
      ) : (
        <Rows label={words.serials}>
          {stock.serials.map(({ serial, placeId, inDoubt }) => (
            <Row
              key={`${serial} ${placeId ?? ''}`}
              title={serial}
              end={
                <>
                  {inDoubt && <StatusChip tone="bad" label={words.serialInDoubt} />}
                  <Quiet>{placeId === null ? words.serialGone : words.serialAt(names.get(placeId) ?? words.place)}</Quiet>
                </>
              }
            />
          ))}
        </Rows>
      )}
    </Section>
  )
}
