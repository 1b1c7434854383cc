// Newest version per organisation, as the processes tell each other by LISTEN/NOTIFY. When the connection was lost everybody is told
// to look, for what happened meanwhile was not heard.

import pg from 'pg'
import type { Id } from '#core/kernel/ids.ts'

/** Hints of new versions. */
export interface VersionFeed {
  /** Hears of an organisation's versions until the returned function is called. `null`: unknown, look yourself. */
  subscribe(organisationId: Id, listener: (version: number | null) => void): () => void
  close(): Promise<void>
}

/** Listens on a connection of its own, which is made again when it breaks. */
export async function createVersionFeed(appUrl: string, onTrouble: (error: unknown) => void): Promise<VersionFeed> {
  const listeners = new Map<Id, Set<(version: number | null) => void>>()
  let client: pg.Client | null = null
  let isClosed = false
  let retry: NodeJS.Timeout | undefined

  const connect = async (): Promise<void> => {
    const next = new pg.Client({ connectionString: appUrl, keepAlive: true })
    next.on('error', (error) => lost(next, error))
    next.on('end', () => lost(next, null))
    next.on('notification', ({ payload }) => {
      const [organisationId, version] = (payload ?? '').split(' ')
      for (const listener of listeners.get(organisationId ?? '') ?? []) listener(Number(version))
    })
    await next.connect()
    await next.query('LISTEN fixpoint')
    client = next
  }
  const lost = (which: pg.Client, error: unknown): void => {
    if (isClosed || client !== which) return
    client = null
    onTrouble(error)
    again()
  }
  const again = (): void => {
    retry = setTimeout(() => {
      connect().then(
        () => {
          for (const set of listeners.values()) for (const listener of set) listener(null)
        },
        (error: unknown) => {
          onTrouble(error)
          if (!isClosed) again()
        }
      )
    }, 1000)
  }

  await connect()
  return {
    subscribe(organisationId, listener) {
      const set = listeners.get(organisationId) ?? new Set()
      set.add(listener)
      listeners.set(organisationId, set)
      return () => {
        set.delete(listener)
        if (set.size === 0) listeners.delete(organisationId)
      }
    },
    async close() {
      isClosed = true
      clearTimeout(retry)
      await client?.end()
    }
  }
}
