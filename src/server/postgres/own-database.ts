// The database within an embedded cluster.

import pg from 'pg'
import type { Cluster } from './cluster.ts'

const name = 'fixpoint'

/** Address of the administrator on our own database, which is made where it is missing. */
export async function ownDatabase(cluster: Cluster): Promise<string> {
  const admin = new pg.Client({ connectionString: cluster.adminUrl })
  await admin.connect()
  try {
    const found = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [name])
    if (found.rowCount === 0) await admin.query(`CREATE DATABASE ${name}`)
  } finally {
    await admin.end()
  }
  return cluster.adminUrl.replace(/\/postgres$/, `/${name}`)
}
