// One decision on PostgreSQL: the counter row is locked before anything is loaded and held to commit, reads run under the context of
// the person who acts, and all effects are written by one call.

import type pg from 'pg'
import { assert } from '#core/kernel/assert.ts'
import type { Doc } from '#core/kernel/execute.ts'
import { type Id, isId } from '#core/kernel/ids.ts'
import { entityNamed } from '#core/registry.ts'
import { columnOf, fieldColumns } from '../postgres/columns.ts'
import { contextSql, inTransaction } from '../postgres/pool.ts'
import { type AskOne, gather } from './gather.ts'
import type { ScopeCheck } from './postgres-store.ts'
import {
  type CommandRecord,
  type DecisionBatch,
  type DecisionHead,
  type Expected,
  type OpenDecision,
  type Presence,
  type RowWrite,
  latestOf,
  type Stamps,
  type StoredRow,
  UnstorableError,
  type Viewer
} from './server-store.ts'

interface FoundRow {
  readonly id: Id
  readonly version: number
  readonly deleted_at: number | null
  readonly doc: Doc
  readonly stamps: Stamps
}

/** What a decision is about, and the application's own scope check. */
interface DecisionOptions {
  readonly organisationId: Id
  readonly expected: readonly Expected[]
  readonly checkOf: (viewer: Viewer) => ScopeCheck
}

/** See `ServerStore.decide`. */
export async function decideOnPostgres<T>(
  pool: pg.Pool,
  options: DecisionOptions,
  run: (decision: OpenDecision) => Promise<T>
): Promise<T> {
  const { organisationId, expected } = options
  // After a failed statement the database only says that the transaction is over; what matters is why.
  let reason: unknown = null
  const onFailure = (error: unknown): void => {
    reason ??= error
  }
  try {
    return await inTransaction(pool, { organisationId, personId: null }, 'write', async (client, end) => {
      const locked = client.query<DecisionHead>({ name: 'lock', text: 'SELECT * FROM fixpoint.lock_organisation()' })
      const connection: Connection = { client, organisationId, onFailure, end, ask: inTurns(client, onFailure) }
      const lookUp = lookingAhead(lookups(connection), expected)
      const { rows } = await locked
      if (!rows[0]) throw new Error(`No organisation ${organisationId}`)
      const result = await run(openDecision(connection, rows[0], lookUp, options.checkOf))
      // Asked to commit then, the database would roll back without a word.
      if (reason !== null) throw reason
      return result
    })
  } catch (error) {
    const cause = reason ?? error
    throw isDataFault(cause) ? new UnstorableError((cause as Error).message, { cause }) : cause
  }
}

/** Classes 22 (data) and 23 (constraints), and a row outside the writer's scope: asking again would not help. */
function isDataFault(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return code.startsWith('22') || code.startsWith('23') || code === '42501'
}

/** A decision's connection. */
interface Connection {
  readonly client: pg.PoolClient
  readonly organisationId: Id
  readonly ask: Ask
  onFailure(error: unknown): void
  /** Sends the commit. */
  end(): void
}

function openDecision(connection: Connection, head: DecisionHead, lookUp: Lookups, checkOf: (viewer: Viewer) => ScopeCheck): OpenDecision {
  let personId: Id | null = null
  const { client, ask, onFailure } = connection
  const one = gatheredLookups(connection)
  /** Sent in its turn, right before what is asked next. When it fails the transaction is over, and what is asked next says so. */
  const lookAs = (viewer: Viewer): void => {
    if (personId === viewer.personId) return
    personId = viewer.personId
    void ask.inTurn(async () => void client.query(contextSql(viewer)).catch(onFailure))
  }
  return {
    head,
    ...lookUp,
    async row(viewer, entity, id) {
      const { clients, hidden } = checkOf(viewer)
      if (hidden.includes(entity) || !isId(id)) return null
      lookAs(viewer)
      return (await one.rowsBy(viewer, clients, { entity, field: 'id', column: 'id', type: 'uuid' })(id))?.[0] ?? null
    },
    async rows(viewer, entity, column, value) {
      const { clients, hidden } = checkOf(viewer)
      const found = fieldColumns(entityNamed(entity)).find(({ field }) => field === column)
      assert(found, `${entity} has a column ${column}`)
      if (hidden.includes(entity) || (found.type === 'uuid' && !isId(value))) return []
      lookAs(viewer)
      return (await one.rowsBy(viewer, clients, { entity, field: column, column: found.column, type: found.type })(value)) ?? []
    },
    async presence(entity, ids) {
      const ask = one.presence(entity)
      const found = await Promise.all(ids.map(async (id) => [id, isId(id) ? ((await ask(id)) ?? 'none') : 'none'] as const))
      return new Map(found)
    },
    write: (batch, isLast) =>
      ask.inTurn(async () => {
        const question = { name: 'commit', text: 'SELECT fixpoint.commit_decision($1)', values: [JSON.stringify(batchBody(batch))] }
        const written = client.query(question)
        if (isLast) connection.end()
        await written
      })
  }
}

interface Question {
  readonly name: string
  readonly text: string
  readonly values: unknown[]
}

/**
 * A command's load may ask several things at once, under the context of one person or another: such questions take turns. What looks
 * the same to everybody is sent at once, behind whatever is under way.
 */
interface Ask {
  <Row extends pg.QueryResultRow>(question: Question): Promise<readonly Row[]>
  inTurn<T>(work: () => Promise<T>): Promise<T>
}

function inTurns(client: pg.PoolClient, onFailure: (error: unknown) => void): Ask {
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work)
    last = turn.catch(onFailure)
    return turn
  }
  const ask = async <Row extends pg.QueryResultRow>(question: Question): Promise<readonly Row[]> => {
    try {
      return (await client.query<Row>(question)).rows
    } catch (error) {
      onFailure(error)
      throw error
    }
  }
  return Object.assign(ask, { inTurn })
}

/** A column by which rows are looked up. */
interface Lookup {
  readonly entity: string
  readonly field: string
  readonly column: string
  readonly type: string
}

/** Look-ups whose keys are gathered while the connection is busy. Each viewer's questions stay apart: they run under its context. */
function gatheredLookups({ client, organisationId, ask: { inTurn } }: Connection) {
  const byKind = new Map<string, AskOne<readonly StoredRow[]>>()
  const present = new Map<string, AskOne<Presence>>()
  return {
    rowsBy(viewer: Viewer, clients: readonly Id[] | null, { entity, field, column, type }: Lookup): AskOne<readonly StoredRow[]> {
      const kind = `${viewer.personId} ${entity} ${column}`
      return held(byKind, kind, () =>
        gather(inTurn, async (keys) => {
          const text = `${selectRow(entity)} AND ${column} = ANY ($3::${type}[]) ORDER BY id`
          const { rows } = await client.query<FoundRow>({ name: `rows:${entity}:${column}`, text, values: [organisationId, clients, keys] })
          return byValue(
            rows.map((row) => stored(entity, row)),
            field
          )
        })
      )
    },
    presence: (entity: string): AskOne<Presence> =>
      held(present, entity, () =>
        gather(inTurn, async (ids) => {
          const text = 'SELECT id, is_deleted FROM fixpoint.rows_present($1, $2)'
          const values = [entityNamed(entity).name, ids]
          const { rows } = await client.query<{ id: Id; is_deleted: boolean }>({ name: 'present', text, values })
          return new Map(rows.map((row): [Id, Presence] => [row.id, row.is_deleted ? 'deleted' : 'live']))
        })
      )
  }
}

function byValue(rows: readonly StoredRow[], field: string): ReadonlyMap<string, readonly StoredRow[]> {
  const groups = new Map<string, StoredRow[]>()
  for (const row of rows) {
    const value = String(row.doc[field])
    const group = groups.get(value)
    if (group) group.push(row)
    else groups.set(value, [row])
  }
  return groups
}

function held<T>(known: Map<string, T>, key: string, make: () => T): T {
  const found = known.get(key) ?? make()
  known.set(key, found)
  return found
}

type Lookups = Pick<OpenDecision, 'person' | 'followers' | 'commands' | 'highWater'>

/** What is expected is asked while the lock is taken. It stays true: under the lock nobody else writes, and own writes are known. */
function lookingAhead(lookUp: Lookups, expected: readonly Expected[]): Lookups {
  const known = new Map<string, Promise<unknown>>()
  const keep = <T>(key: string, ask: () => Promise<T>): Promise<T> => {
    const answer = (known.get(key) as Promise<T> | undefined) ?? ask()
    known.set(key, answer)
    // Whoever asks hears of its failure; nobody may ever ask.
    answer.catch(() => undefined)
    return answer
  }
  const ahead: Lookups = {
    ...lookUp,
    person: (id) => keep(`person ${id}`, () => lookUp.person(id)),
    highWater: (deviceId) => keep(`high water ${deviceId}`, () => lookUp.highWater(deviceId)),
    commands: (...asked) => keep(`commands ${JSON.stringify(asked)}`, () => lookUp.commands(...asked))
  }
  for (const { personId, deviceId, sequences, commandIds } of expected) {
    void ahead.highWater(deviceId)
    void ahead.commands(deviceId, sequences, commandIds)
    void ahead.person(personId)
  }
  return ahead
}

function lookups({ ask, organisationId }: Connection): Lookups {
  return {
    async person(id) {
      const text = 'SELECT id, version, NULL::bigint AS deleted_at, doc, stamps FROM fixpoint.find_person($1, $2)'
      const [row] = await ask<FoundRow>({ name: 'person', text, values: [organisationId, id] })
      return row ? stored('person', row) : null
    },
    async followers(entity, field, id) {
      const text = 'SELECT id, version, deleted_at, doc, stamps FROM fixpoint.rows_following($1, $2, $3)'
      const rows = await ask<FoundRow>({ name: 'following', text, values: [entity, columnOf(field), id] })
      return rows.map((row) => stored(entity, row))
    },
    async commands(deviceId, sequences, commandIds) {
      const text = `SELECT device_id AS "deviceId", sequence, command_id AS "commandId", digest, outcome, is_first AS "isFirst"
        FROM fixpoint.find_commands($1, $2, $3)`
      const rows = await ask<CommandRecord>({ name: 'commands', text, values: [deviceId, sequences, commandIds] })
      return rows
    },
    async highWater(deviceId) {
      const text = 'SELECT fixpoint.device_high_water($1, $2) AS high'
      const rows = await ask<{ high: number }>({ name: 'high-water', text, values: [organisationId, deviceId] })
      return rows[0]?.high ?? 0
    }
  }
}

function selectRow(entity: string): string {
  return `SELECT id, version, deleted_at, doc, stamps FROM fixpoint.${entityNamed(entity).name}
    WHERE organisation_id = $1 AND deleted_at IS NULL AND ($2::uuid[] IS NULL OR client_id IS NULL OR client_id = ANY ($2))`
}

function stored(entity: string, row: FoundRow): StoredRow {
  return { entity, id: row.id, version: row.version, deletedAt: row.deleted_at, doc: row.doc, stamps: row.stamps }
}

function batchBody(batch: DecisionBatch): unknown {
  const rows: Record<string, unknown[]> = {}
  for (const row of batch.rows) {
    const list = (rows[row.entity] ??= [])
    list.push(rowBody(row))
  }
  return { version: batch.version, numbers: batch.numbers, rows, leaves: batch.leaves, commands: batch.commands, latest: latestOf(batch) }
}

function rowBody({ id, version, deletedAt, doc, stamps, isNew, by }: RowWrite): unknown {
  return { id, client: doc.clientId, version, deletedAt, doc, stamps, isNew, by }
}
