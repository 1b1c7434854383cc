// Started once by Vitest before a project's tests: an embedded PostgreSQL 18 and, where Debian's lies here, a PostgreSQL 15, each with
// a migrated template. fsync is off: these clusters hold nothing that must outlive the run.

import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { type Cluster, startCluster } from '#server/postgres/cluster.ts'
import { migrate } from '#server/postgres/migrate.ts'
import { prepareRoles } from '#server/postgres/roles.ts'

declare module 'vitest' {
  interface ProvidedContext {
    readonly postgres18: string
    readonly postgres15: string | null
  }
}

/** Database from which tests make theirs. */
export const templateName = 'fixpoint_template'

const debian15 = '/usr/lib/postgresql/15'

/** Vitest's entry: starts the clusters and returns what ends them. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folders: string[] = []
  const clusters: Cluster[] = []
  const begin = async (native?: string): Promise<string> => {
    const folder = mkdtempSync(join(tmpdir(), 'fixpoint-test-'))
    folders.push(folder)
    const cluster = await startCluster(folder, native)
    clusters.push(cluster)
    await makeTemplate(cluster.adminUrl)
    return cluster.adminUrl
  }
  project.provide('postgres18', await begin())
  project.provide('postgres15', existsSync(join(debian15, 'bin', 'postgres')) && project.name === 'contract' ? await begin(debian15) : null)
  return async () => {
    for (const cluster of clusters) await cluster.stop()
    for (const folder of folders) rmSync(folder, { recursive: true, force: true })
  }
}

async function makeTemplate(adminUrl: string): Promise<void> {
  const admin = new pg.Client({ connectionString: adminUrl })
  await admin.connect()
  try {
    await admin.query('ALTER SYSTEM SET fsync = off')
    await admin.query('SELECT pg_reload_conf()')
    await admin.query(`CREATE DATABASE ${templateName}`)
  } finally {
    await admin.end()
  }
  const { owner } = await prepareRoles(adminUrl.replace(/\/postgres$/, `/${templateName}`))
  await migrate(owner)
}
