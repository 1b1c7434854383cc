// Links a ticket to another of the same client: part of it, its duplicate, caused by it.

import { Button, Modal, SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import type { Ticket } from '#core/tickets/ticket.entity.ts'
import { ticketWords } from '#core/words/rooms-tickets.ts'
import { linkKindWords } from '#core/words/tickets.ts'
import { EntityPicker } from '#renderer/ui/EntityPicker.tsx'
import { fieldText } from '#renderer/ui/field-text.ts'
import { useAct } from '#renderer/ui/use-act.ts'
import { ticketName } from './TicketMarks.tsx'

const kinds = [
  { value: 'parent', label: linkKindWords.parent },
  { value: 'duplicate', label: linkKindWords.duplicate },
  { value: 'caused-by', label: linkKindWords['caused-by'] }
]

export function LinkDialog({ row, opened, onClose }: { row: Ticket; opened: boolean; onClose: () => void }): React.JSX.Element {
  return (
    <Modal opened={opened} onClose={onClose} title={ticketWords.addLink}>
      {opened && <LinkForm row={row} onClose={onClose} />}
    </Modal>
  )
}

function LinkForm({ row, onClose }: { row: Ticket; onClose: () => void }): React.JSX.Element {
  const [kind, setKind] = useState('parent')
  const [targetId, setTargetId] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const act = useAct()
  const link = async (): Promise<void> => {
    const call =
      kind === 'duplicate'
        ? { name: 'ticket.mark-duplicate', input: { id: row.id, duplicateOfId: targetId } }
        : { name: 'ticket.link', input: { id: row.id, kind, targetId } }
    const reason = await act(call, { done: ticketWords.linked, quietRefusal: true })
    setProblem(reason)
    if (reason === null) onClose()
  }
  return (
    <div style={{ display: 'flex', flexDirection: 'column', gap: 16 }}>
      <SegmentedControl aria-label={ticketWords.linkKind} data={kinds} value={kind} onChange={setKind} />
      <EntityPicker
        entity="ticket"
        label={ticketWords.linkTo}
        value={targetId}
        autoFocus
        error={problem}
        sortField="updatedAt"
        where={[
          { op: 'is', field: 'clientId', value: row.clientId },
          { op: 'isNot', field: 'id', value: row.id }
        ]}
        labelOf={(found) => `${ticketName(found as unknown as Ticket)} ${fieldText(found, 'subject')}`}
        onChange={setTargetId}
      />
      <Button disabled={targetId === null} onClick={() => void link()}>
        {ticketWords.addLink}
      </Button>
    </div>
  )
}
