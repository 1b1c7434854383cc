// One cluster per run of a project, one database per test file: made from a migrated template, dropped at the end.

import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { prepareRoles, type DatabaseAddresses } from '#server/postgres/roles.ts'
import { templateName } from './postgres-setup.ts'

/** A database of a test file's own. */
export interface TestDatabase extends DatabaseAddresses {
  readonly adminUrl: string
  drop(): Promise<void>
}

/** Address of the administrator of the run's cluster; `15`: Debian's PostgreSQL 15, null where it isn't installed. */
export function clusterUrl(version: 18 | 15 = 18): string | null {
  return inject(version === 18 ? 'postgres18' : 'postgres15')
}

/** Makes a fresh migrated database. */
export async function createTestDatabase(version: 18 | 15 = 18): Promise<TestDatabase> {
  const cluster = clusterUrl(version)
  if (cluster === null) throw new Error(`PostgreSQL ${version} is not there`)
  const name = `test_${randomBytes(6).toString('hex')}`
  await asAdmin(cluster, `CREATE DATABASE ${name} TEMPLATE ${templateName}`)
  const adminUrl = cluster.replace(/\/postgres$/, `/${name}`)
  return { adminUrl, ...(await prepareRoles(adminUrl)), drop: () => asAdmin(cluster, `DROP DATABASE ${name} WITH (FORCE)`) }
}

async function asAdmin(url: string, statement: string): Promise<void> {
  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  try {
    await admin.query(statement)
  } finally {
    await admin.end()
  }
}
