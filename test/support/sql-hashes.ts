// What a person's replica must hold, computed by plain SQL as a superuser straight from the tables: it shares no line with the feed, the
// snapshot, the scope check or the policies. A replica computes the same over `id version canonicalJson(doc)` lines, ordered by id.

import pg from 'pg'

/** Rows and hash of one entity; the hash is of an empty text where there are none. */
export interface EntityHash {
  readonly rows: number
  /** SHA-256, hex. */
  readonly hash: string
}

/** Which roles see which sensitive entity: stated here a second time, on purpose. */
const sensitive: Readonly<Record<string, readonly string[]>> = {
  person_cost: ['manager', 'administrator'],
  part_cost: ['manager', 'administrator'],
  contract: ['agent', 'dispatcher', 'manager', 'administrator']
}

/**
 * Canonical hash of every entity within a person's scope.
 * @param adminUrl address of a superuser on the server's database
 */
export async function sqlHashes(adminUrl: string, email: string): Promise<Readonly<Record<string, EntityHash>>> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    const person = await client.query<{ organisation_id: string; role: string; clients: string[] | null }>(
      `SELECT organisation_id, doc->>'role' AS role,
         CASE WHEN doc->'clientIds' = 'null' THEN NULL ELSE ARRAY(SELECT jsonb_array_elements_text(doc->'clientIds')) END AS clients
       FROM fixpoint.person WHERE doc->>'email' = $1`,
      [email]
    )
    const { organisation_id: organisation, role, clients } = person.rows[0] ?? { organisation_id: '', role: '', clients: [] }
    const tables = await client.query<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.columns WHERE table_schema = 'fixpoint' AND column_name = 'stamps' ORDER BY 1`
    )
    const hashes: Record<string, EntityHash> = {}
    for (const { name } of tables.rows)
      if (sensitive[name]?.includes(role) ?? true) hashes[name] = await hashOf(client, name, organisation, clients)
    return hashes
  } finally {
    await client.end()
  }
}

async function hashOf(client: pg.Client, table: string, organisation: string, clients: readonly string[] | null): Promise<EntityHash> {
  const { rows } = await client.query<EntityHash>(
    `SELECT count(*)::int AS rows, encode(sha256(convert_to(coalesce(
         string_agg(id || ' ' || version || ' ' || doc::text, E'\\n' ORDER BY id), ''), 'UTF8')), 'hex') AS hash
     FROM fixpoint.${table}
     WHERE organisation_id = $1 AND deleted_at IS NULL
       AND (doc->>'clientId' IS NULL OR $2::text[] IS NULL OR doc->>'clientId' = ANY ($2))`,
    [organisation, clients]
  )
  return rows[0] ?? { rows: 0, hash: '' }
}
