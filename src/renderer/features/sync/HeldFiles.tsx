// Files that the server refuses (no room left, the day's share used up, …): which ticket, how large, why, and the way to try again.

import { Button } from '@mantine/core'
import type { Ticket } from '#core/tickets/ticket.entity.ts'
import { fileProblemSentence, fileSizeWords } from '#core/words/rooms-files.ts'
import { syncWords as words } from '#core/words/rooms-sync.ts'
import { Quiet, Row, Rows } from '#renderer/features/records/index.ts'
import { useStore } from '#renderer/live/store-context.tsx'
import { useHeldFiles, useRow } from '#renderer/live/use-live.ts'
import { Section } from '#renderer/ui/Page.tsx'
import type { HeldFile } from '#store/contract.ts'

export function HeldFiles(): React.JSX.Element | null {
  const held = useHeldFiles()
  if (held.length === 0) return null
  return (
    <Section title={words.heldFiles}>
      <Quiet>{words.heldFilesLead}</Quiet>
      <Rows label={words.heldFiles}>
        {held.map((file) => (
          <Held key={`${file.ticketId}/${file.sha256}`} file={file} />
        ))}
      </Rows>
    </Section>
  )
}

function Held({ file }: { file: HeldFile }): React.JSX.Element {
  const store = useStore()
  const ticket = useRow<Ticket>('ticket', file.ticketId).row
  return (
    <Row
      title={ticket?.subject ?? file.ticketId}
      note={`${fileSizeWords(file.size)} · ${fileProblemSentence(file.problem)}`}
      href={`/tickets/${file.ticketId}`}
      end={
        <Button variant="default" size="xs" onClick={() => void store.request('retryFile', { sha256: file.sha256 })}>
          {words.sendAgain}
        </Button>
      }
    />
  )
}
