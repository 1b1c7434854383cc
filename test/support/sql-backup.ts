// A backup and a restore by plain SQL, where no pg_dump of the server's version lies at hand: all rows as one transaction saw them, put
// into a database that was only migrated. Runs as a superuser.

import { createHash } from 'node:crypto'
import pg from 'pg'

/** Rows of each table as JSON text, by table. */
export type Backup = ReadonlyMap<string, string>

/** Reads everything as of one moment, while others write. */
export function takeBackup(adminUrl: string): Promise<Backup> {
  return within(adminUrl, 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY', async (client) => {
    const backup = new Map<string, string>()
    for (const table of await tablesOf(client)) {
      const columns = await columnsOf(client, table)
      const text = `SELECT coalesce(json_agg(t ORDER BY t::text), '[]')::text AS rows FROM (SELECT ${columns} FROM fixpoint.${table}) t`
      const { rows } = await client.query<{ rows: string }>(text)
      backup.set(table, rows[0]?.rows ?? '[]')
    }
    return backup
  })
}

/** Puts a backup into a migrated, empty database. */
export function restoreBackup(adminUrl: string, backup: Backup): Promise<void> {
  return within(adminUrl, 'BEGIN', async (client) => {
    for (const table of await tablesOf(client)) {
      const columns = await columnsOf(client, table)
      await client.query(`DELETE FROM fixpoint.${table}`)
      const text = `INSERT INTO fixpoint.${table} (${columns}) SELECT ${columns} FROM json_populate_recordset(NULL::fixpoint.${table}, $1)`
      await client.query(text, [backup.get(table) ?? '[]'])
    }
  })
}

/** Hash of each table's rows. */
export function hashesOf(backup: Backup): Readonly<Record<string, string>> {
  return Object.fromEntries([...backup].map(([table, rows]) => [table, createHash('sha256').update(rows).digest('hex')]))
}

async function tablesOf(client: pg.Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'fixpoint'::regnamespace AND relkind = 'r' AND relname <> 'migration' ORDER BY 1`
  )
  return rows.map(({ name }) => name)
}

/** What isn't computed from the rest. */
async function columnsOf(client: pg.Client, table: string): Promise<string> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT attname AS name FROM pg_attribute
     WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum`,
    [`fixpoint.${table}`]
  )
  return rows.map(({ name }) => name).join(', ')
}

async function within<T>(adminUrl: string, begin: string, run: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    await client.query(begin)
    const result = await run(client)
    await client.query('COMMIT')
    return result
  } finally {
    await client.end()
  }
}
