// What is open already for the same asset or client: the call may be about one of these.

import type { Ticket } from '#core/tickets/ticket.entity.ts'
import { newTicketWords } from '#core/words/rooms-tickets.ts'
import type { Filter } from '#store/contract.ts'
import { useQuery } from '#renderer/live/use-query.ts'
import { TicketRows } from '#renderer/features/ticket/index.ts'
import styles from './new-ticket.module.css'

interface SameOpenProps {
  readonly clientId: string | null
  readonly assetId: string | null
  /** The subject so far: the likest tickets come first. */
  readonly words: string
  readonly onLeave: () => void
}

export function SameOpen({ clientId, assetId, words, onLeave }: SameOpenProps): React.JSX.Element {
  const ofAsset = useOpen(assetId === null ? null : { op: 'has', field: 'assetIds', value: assetId }, '')
  const ofClient = useOpen(clientId === null ? null : { op: 'is', field: 'clientId', value: clientId }, '')
  const alike = useOpen(clientId === null ? null : { op: 'is', field: 'clientId', value: clientId }, words)
  const likest = alike.rows.length > 0 && words.trim().length > 2 ? alike : ofClient
  return (
    <aside className={styles['same']} aria-label={newTicketWords.sameClient} onClick={(event) => leaveByLink(event, onLeave)}>
      {clientId === null && <p className={styles['quiet']}>{newTicketWords.pickClient}</p>}
      {ofAsset.rows.length > 0 && (
        <section>
          <h3 className={styles['sameTitle']}>{newTicketWords.sameAsset}</h3>
          <TicketRows tickets={ofAsset.rows} label={newTicketWords.sameAsset} />
        </section>
      )}
      {clientId !== null && (
        <section>
          <h3 className={styles['sameTitle']}>{newTicketWords.sameClient}</h3>
          {likest.rows.length > 0 ? (
            <TicketRows tickets={likest.rows} label={newTicketWords.sameClient} />
          ) : (
            <p className={styles['quiet']}>{newTicketWords.noSame}</p>
          )}
        </section>
      )}
    </aside>
  )
}

function useOpen(where: Filter | null, words: string): { readonly rows: readonly Ticket[] } {
  return useQuery<Ticket>(
    where === null
      ? null
      : {
          entity: 'ticket',
          where: [where, { op: 'notIn', field: 'status', values: ['resolved', 'closed'] }, { op: 'empty', field: 'archivedAt' }],
          ...(words.trim().length > 2
            ? { words: words.slice(0, 400) }
            : { sort: [{ field: 'updatedAt', direction: 'descending' as const }] }),
          limit: 8
        }
  )
}

/** A link followed leaves the form; its draft stays. */
function leaveByLink(event: React.MouseEvent, onLeave: () => void): void {
  if (event.target instanceof Element && event.target.closest('a') !== null) onLeave()
}
