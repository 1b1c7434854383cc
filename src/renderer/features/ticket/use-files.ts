// Files of a ticket with how each stands, and what can be done with one.

import { useMemo } from 'react'
import type { Attachment } from '#core/attachments/attachment.entity.ts'
import { fileProblemSentence, fileWords } from '#core/words/rooms-files.ts'
import { useFileStates } from '#renderer/live/use-live.ts'
import { useQuery } from '#renderer/live/use-query.ts'
import { useStore } from '#renderer/live/store-context.tsx'
import { platform } from '#renderer/platform/current-platform.ts'
import { showProblem } from '#renderer/ui/undo-toast.tsx'
import type { StoreClient } from '#store/client.ts'
import type { FilesState, FileStanding } from '#store/contract.ts'
import { asProblem } from './file-intake.ts'

/** A file on a ticket. */
export interface TicketFile {
  readonly row: Attachment
  /** Null until the store has said it. */
  readonly standing: FileStanding | null
  /** The server hasn't confirmed the row. */
  readonly pending: boolean
}

/** Files that are on the ticket, oldest first. */
export function useTicketFiles(ticketId: string): { readonly files: readonly TicketFile[]; readonly pinned: FilesState['pinned'] } {
  const { rows, pending } = useQuery<Attachment>({
    entity: 'attachment',
    parentId: ticketId,
    where: [{ op: 'empty', field: 'archivedAt' }],
    sort: [{ field: 'at', direction: 'ascending' }],
    limit: 500
  })
  const states = useFileStates(ticketId)
  return useMemo(() => {
    const standings = new Map(states?.files.map((file) => [file.sha256, file]))
    const files = rows.map((row) => ({ row, standing: standings.get(row.sha256) ?? null, pending: pending.has(row.id) }))
    return { files, pinned: states?.pinned ?? null }
  }, [rows, pending, states])
}

/** What can be done with a file. */
export interface FileActions {
  readonly save: (row: Attachment) => Promise<void>
  /** Opens it outside of the app; asked before. */
  readonly open: (row: Attachment) => Promise<void>
  readonly retry: (row: Attachment) => void
  readonly pin: (ticketId: string, pinned: boolean) => void
}

export function useFileActions(): FileActions {
  const client = useStore()
  return useMemo(
    () => ({
      save: async (row) => {
        const content = await contentOf(client, row)
        if (content) await platform.saveFile(row.name, content)
      },
      open: async (row) => {
        const content = await contentOf(client, row)
        if (content && !(await platform.openFile(row.name, content))) showProblem(fileWords.notOpened, fileWords.isProgram)
      },
      retry: ({ sha256 }) => void client.request('retryFile', { sha256 }).catch(() => undefined),
      pin: (id, pinned) => void client.request('pinFiles', { of: 'ticket', id, pinned }).catch(() => undefined)
    }),
    [client]
  )
}

/** The content, fetched when it isn't here; null when that failed, which was said. */
export async function contentOf(client: StoreClient, { id, ticketId, name }: Attachment): Promise<Blob | null> {
  const answer = await client.request('fetchFile', { ticketId, attachmentId: id }).catch(asProblem)
  if (answer.ok) return answer.content
  showProblem(fileWords.notFetched(name), fileProblemSentence(answer.problem))
  return null
}
