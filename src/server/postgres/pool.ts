// Connections of the application's role, and transactions under a viewer's context: organisation and person are set for one
// transaction only, so nothing is left behind on a connection for the next request.

import pg from 'pg'
import type { Id } from '#core/kernel/ids.ts'

/** A pool of the application's role. Whole numbers of 64 bits come as numbers: versions and instants stay below 2^53. */
export function createPool(appUrl: string, size = 10): pg.Pool {
  const pool = new pg.Pool({
    connectionString: appUrl,
    max: size,
    // What doesn't wait for an answer before is sent right behind it: a trip to the database costs more than most of its answers.
    pipeline: true,
    connectionTimeoutMillis: 10_000,
    // A process that hangs must not hold the organisation's lock for ever, and one that waits for it must not wait for ever.
    idle_in_transaction_session_timeout: 30_000,
    lock_timeout: 20_000,
    types: {
      getTypeParser: (oid, format?: 'text' | 'binary') =>
        oid === pg.types.builtins.INT8 ? Number : (pg.types.getTypeParser(oid, format ?? 'text') as (value: string) => unknown)
    }
  })
  // A connection that dies while idle is replaced at the next request.
  pool.on('error', () => undefined)
  return pool
}

/** Whose eyes a transaction has; `person` null: only what functions answer. */
export interface Context {
  readonly organisationId: Id
  readonly personId: Id | null
}

/** Sets the context of the running transaction, as SQL text that may stand behind others. */
export function contextSql({ organisationId, personId }: Context): string {
  return `SELECT set_config('fixpoint.organisation', ${pg.escapeLiteral(organisationId)}, true), set_config('fixpoint.person', ${pg.escapeLiteral(personId ?? '')}, true)`
}

/**
 * The planner can't know how many rows the policies let through, takes them for few, and would read and sort a whole table for each
 * chunk of a snapshot instead of going on along the index.
 */
const walkAlongIndex = 'SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off; SET LOCAL enable_sort = off; '

/**
 * Runs a transaction (`walk`: reading long ranges in the order of an index); when `run` rejects, it is rolled back. `end` sends the
 * commit right behind the last question, before that is answered: when it fails, the database rolls back.
 */
export async function inTransaction<T>(
  pool: pg.Pool,
  context: Context,
  mode: 'read' | 'walk' | 'write',
  run: (client: pg.PoolClient, end: () => void) => Promise<T>
): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  let ended: Promise<unknown> | null = null
  const end = (): Promise<unknown> => {
    ended ??= client.query('COMMIT')
    ended.catch(() => undefined)
    return ended
  }
  try {
    const begin = `BEGIN ${mode === 'write' ? '' : 'READ ONLY'}; ${mode === 'walk' ? walkAlongIndex : ''}${contextSql(context)}`
    const [begun, done] = await Promise.allSettled([client.query(begin), run(client, () => void end())])
    if (begun.status === 'rejected') throw begun.reason
    if (done.status === 'rejected') throw done.reason
    await end()
    return done.value
  } catch (error) {
    await client.query('ROLLBACK').catch((failure: Error) => {
      broken = failure
    })
    throw error
  } finally {
    client.release(broken)
  }
}
