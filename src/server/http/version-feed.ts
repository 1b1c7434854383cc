// Newest version per organisation, as the processes tell each other by LISTEN/NOTIFY; what this one decided itself it tells at once. When the connection was lost everybody is told
// to look, for what happened meanwhile was not heard. From time to time the versions are read over the same connection: that finds a
// notice that got lost, and a connection that is dead without having said so.

import pg from 'pg'
import type { Id } from '#core/kernel/ids.ts'

/** Hears of a version (null: unknown) and of the devices that wrote it, where they are known. */
export type Listener = (version: number | null, authors: readonly Id[]) => void

/** Hints of new versions. */
export interface VersionFeed {
  /** Hears of an organisation's versions until the returned function is called. `null`: unknown, look yourself. */
  subscribe(organisationId: Id, listener: Listener): () => void
  /** This process reached a version by commands of these devices: its own listeners need not wait for the notice. */
  announce(organisationId: Id, version: number, authors: readonly Id[]): void
  close(): Promise<void>
}

/** Pauses in milliseconds: before connecting again, and between two looks at the versions. */
const pauseMs = { reconnect: 1000, look: 15_000 } as const

/** Listens on a connection of its own, which is made again when it breaks. @param lookEveryMs how often the versions are read */
export async function createVersionFeed(
  appUrl: string,
  onTrouble: (error: unknown) => void,
  lookEveryMs: number = pauseMs.look
): Promise<VersionFeed> {
  const feed = new PostgresVersionFeed(appUrl, onTrouble)
  await feed.connect()
  feed.lookEvery(lookEveryMs)
  return feed
}

class PostgresVersionFeed implements VersionFeed {
  private readonly appUrl: string
  private readonly onTrouble: (error: unknown) => void
  private readonly listeners = new Map<Id, Set<Listener>>()
  private readonly told = new Map<Id, number>()
  private client: pg.Client | null = null
  private isClosed = false
  private isLooking = false
  private retry: NodeJS.Timeout | undefined
  private looks: NodeJS.Timeout | undefined

  constructor(appUrl: string, onTrouble: (error: unknown) => void) {
    this.appUrl = appUrl
    this.onTrouble = onTrouble
  }

  subscribe(organisationId: Id, listener: Listener): () => void {
    const set = this.listeners.get(organisationId) ?? new Set()
    set.add(listener)
    this.listeners.set(organisationId, set)
    return () => {
      set.delete(listener)
      if (set.size > 0 || this.listeners.get(organisationId) !== set) return
      this.listeners.delete(organisationId)
      this.told.delete(organisationId)
    }
  }

  announce(organisationId: Id, version: number, authors: readonly Id[]): void {
    // What this process decided it hears twice. Versions that fall, after a restore, are found by looking.
    if (version > (this.told.get(organisationId) ?? 0)) this.tell(organisationId, version, authors)
  }

  async close(): Promise<void> {
    this.isClosed = true
    clearTimeout(this.retry)
    clearInterval(this.looks)
    await this.client?.end()
  }

  async connect(): Promise<void> {
    // A look that isn't answered ends in an error, and that in a new connection.
    const next = new pg.Client({ connectionString: this.appUrl, keepAlive: true, query_timeout: 10_000 })
    next.on('error', (error) => this.lost(next, error))
    next.on('end', () => this.lost(next, null))
    next.on('notification', ({ payload }) => {
      const [organisationId, version, authors = ''] = (payload ?? '').split(' ')
      if (organisationId) this.announce(organisationId, Number(version), authors.split(','))
    })
    try {
      await next.connect()
      await next.query('LISTEN fixpoint')
    } catch (error) {
      // It may be connected and slow: nobody would end it later.
      void next.end().catch(() => undefined)
      throw error
    }
    if (this.isClosed) return next.end()
    this.client = next
  }

  lookEvery(ms: number): void {
    this.looks = setInterval(() => {
      const { client } = this
      if (this.isLooking || !client) return
      this.isLooking = true
      this.look(client)
        .catch((error: unknown) => this.lost(client, error))
        .finally(() => {
          this.isLooking = false
        })
    }, ms)
  }

  private tell(organisationId: Id, version: number, authors: readonly Id[] = []): void {
    const listeners = this.listeners.get(organisationId)
    if (!listeners) return
    this.told.set(organisationId, version)
    for (const listener of listeners) listener(version, authors)
  }

  private async look(client: pg.Client): Promise<void> {
    for (const organisationId of this.listeners.keys()) {
      const text = 'SELECT version::float8 AS version FROM fixpoint.organisation_head($1)'
      const { rows } = await client.query<{ version: number }>({ name: 'look', text, values: [organisationId] })
      const version = rows[0]?.version
      if (version !== undefined && version !== this.told.get(organisationId)) this.tell(organisationId, version)
    }
  }

  private lost(client: pg.Client, error: unknown): void {
    if (this.isClosed || this.client !== client) return
    this.client = null
    this.onTrouble(error)
    this.connectLater()
    void client.end().catch(() => undefined)
  }

  private connectLater(): void {
    this.retry = setTimeout(() => {
      this.connect().then(
        () => {
          for (const set of this.listeners.values()) for (const listener of set) listener(null, [])
        },
        (error: unknown) => {
          this.onTrouble(error)
          if (!this.isClosed) this.connectLater()
        }
      )
    }, pauseMs.reconnect)
  }
}
