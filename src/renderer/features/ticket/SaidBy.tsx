// The switch of the composer for what the client said, on the phone or at the door: it counts as the client's message, whoever typed it.

import { Checkbox } from '@mantine/core'
import type { Ticket } from '#core/tickets/ticket.entity.ts'
import { ticketWords } from '#core/words/rooms-tickets.ts'
import { EntityPicker } from '#renderer/ui/EntityPicker.tsx'
import { fieldText, fieldTexts } from '#renderer/ui/field-text.ts'

interface SaidByProps {
  readonly row: Ticket
  /** Undefined: one of us writes. Null: somebody of the client, still to be chosen. */
  readonly value: string | null | undefined
  readonly onChange: (contactId: string | null | undefined) => void
}

export function SaidBy({ row, value, onChange }: SaidByProps): React.JSX.Element {
  return (
    <>
      <Checkbox
        size="xs"
        label={ticketWords.heard}
        checked={value !== undefined}
        onChange={(event) => onChange(event.currentTarget.checked ? row.contactId : undefined)}
      />
      {value !== undefined && (
        <div style={{ width: 200 }}>
          <EntityPicker
            entity="contact"
            label={ticketWords.saidBy}
            hiddenLabel
            placeholder={ticketWords.saidBy}
            value={value}
            where={[
              { op: 'is', field: 'clientId', value: row.clientId },
              { op: 'empty', field: 'archivedAt' }
            ]}
            labelOf={(each) => fieldText(each, 'name')}
            noteOf={(each) => fieldTexts(each, 'position', 'phone')}
            onChange={onChange}
          />
        </div>
      )}
    </>
  )
}
