// What was said on a ticket, oldest first. Asked ahead for the ticket under the hand, it is there when that is opened.

import type { Comment } from '#core/tickets/comment.entity.ts'
import { type RowsState, useSharedRows } from '#renderer/live/use-shared-rows.ts'

const everyComment = 2000

export function useComments(ticketId: string): RowsState<Comment> {
  return useSharedRows<Comment>({
    entity: 'comment',
    parentId: ticketId,
    sort: [{ field: 'at', direction: 'ascending' }],
    limit: everyComment
  })
}
