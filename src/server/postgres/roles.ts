// Three roles, so that no request runs with more than it needs: the administrator of the given address only makes the other two,
// `fixpoint_owner` owns schema and functions and migrates, `fixpoint_app` serves requests, owns nothing and bypasses nothing.

import { createHmac } from 'node:crypto'
import pg from 'pg'

/** Owns the schema; migrations run as it. */
export const ownerRole = 'fixpoint_owner'
/** Serves requests. */
export const appRole = 'fixpoint_app'

/** Where the two roles connect. */
export interface DatabaseAddresses {
  readonly owner: string
  readonly app: string
}

/** Oldest PostgreSQL that is supported, as `server_version_num`. */
const oldestVersion = 150_000

/**
 * Makes both roles and the schema where they are missing.
 * @param adminUrl address of a role that may create roles and schemas
 * @throws with a sentence when the database is too old or the role may not do that
 */
export async function prepareRoles(adminUrl: string): Promise<DatabaseAddresses> {
  const admin = new pg.Client({ connectionString: adminUrl })
  await admin.connect()
  try {
    await assertVersion(admin)
    await assertMaker(admin)
    for (const role of [ownerRole, appRole]) await ensureRole(admin, role, passwordOf(adminUrl, role))
    await admin.query(`GRANT ${ownerRole} TO CURRENT_USER`).catch(ignoreRace)
    const schema = await admin.query(`SELECT 1 FROM pg_namespace WHERE nspname = 'fixpoint'`)
    if (schema.rowCount === 0) await admin.query(`CREATE SCHEMA fixpoint AUTHORIZATION ${ownerRole}`).catch(ignoreRace)
  } finally {
    await admin.end()
  }
  return { owner: addressOf(adminUrl, ownerRole), app: addressOf(adminUrl, appRole) }
}

/** @throws when requests would run as a role that row-level security doesn't bind */
export async function assertHarmless(app: pg.Pool): Promise<void> {
  const { rows } = await app.query<{ harmless: boolean }>(
    `SELECT NOT (r.rolsuper OR r.rolbypassrls) AND NOT EXISTS (
       SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'fixpoint' AND c.relowner = r.oid
     ) AND NOT pg_has_role(r.oid, '${ownerRole}', 'MEMBER') AS harmless FROM pg_roles r WHERE r.rolname = current_user`
  )
  if (rows[0]?.harmless !== true) throw new Error(`Requests must not run as a role that owns tables or bypasses row-level security`)
}

async function assertMaker(admin: pg.Client): Promise<void> {
  const { rows } = await admin.query<{ name: string; can: boolean }>(
    'SELECT rolname AS name, rolsuper OR rolcreaterole AS can FROM pg_roles WHERE rolname = current_user'
  )
  if (rows[0]?.can !== true) throw new Error(`DATABASE_URL: expected a role that may create roles, ${rows[0]?.name ?? 'this one'} may not`)
}

async function assertVersion(admin: pg.Client): Promise<void> {
  const { rows } = await admin.query<{ version: number; name: string }>(
    `SELECT current_setting('server_version_num')::int AS version, current_setting('server_version') AS name`
  )
  if ((rows[0]?.version ?? 0) < oldestVersion) throw new Error(`DATABASE_URL: expected PostgreSQL 15 or newer, found ${rows[0]?.name}`)
}

async function ensureRole(admin: pg.Client, role: string, password: string): Promise<void> {
  const { rowCount } = await admin.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role])
  const options = `LOGIN PASSWORD ${pg.escapeLiteral(password)}`
  if (rowCount === 0) await admin.query(`CREATE ROLE ${role} ${options}`).catch(ignoreRace)
  else if (!(await canConnect(admin, role, password))) await admin.query(`ALTER ROLE ${role} ${options}`).catch(ignoreRace)
}

async function canConnect(admin: pg.Client, role: string, password: string): Promise<boolean> {
  const { host, port, database } = admin
  const client = new pg.Client({ host, port, database: database ?? 'postgres', user: role, password })
  try {
    await client.connect()
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** Two processes that start at once may both make a role or the schema; the second one finds it done. */
function ignoreRace(error: { readonly code?: string }): void {
  const raced = ['42710', '23505', 'XX000', '42P06', '0LP01']
  if (!raced.includes(error.code ?? '')) throw error
}

function addressOf(adminUrl: string, role: string): string {
  const url = new URL(adminUrl)
  url.username = role
  url.password = passwordOf(adminUrl, role)
  return url.href
}

/** Every process that knows the administrator's password derives the same ones; nothing else has to be kept. */
function passwordOf(adminUrl: string, role: string): string {
  return createHmac('sha256', new URL(adminUrl).password || 'no password')
    .update(role)
    .digest('hex')
}
