// Measures `npm run import` as a person runs it: a made-up incident log as large as the real one (24,918 incidents) into the server's own
// PostgreSQL on an empty desk, then the same file again. Checked by counting rows, not by what the command says.

import { spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { createFirstOrganisation } from '#server/first-start.ts'
import { startCluster } from '#server/postgres/cluster.ts'
import { migrate } from '#server/postgres/migrate.ts'
import { ownDatabase } from '#server/postgres/own-database.ts'
import { prepareRoles } from '#server/postgres/roles.ts'
import { makeIncidentLog } from '../support/incident-log-file.ts'
import { writeSection } from './report.ts'

const email = 'admin@desk.example'
const password = 'only for this run'
const goalSeconds = 60

/** `npm run bench -- import [incidents]`. */
export async function benchImport([incidentsText = '24918']: readonly string[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'fixpoint-bench-'))
  // The database's own user must be able to reach its data.
  chmodSync(folder, 0o755)
  const log = makeIncidentLog(Number(incidentsText))
  writeFileSync(join(folder, 'log.csv'), log.text)
  writeFileSync(join(folder, 'clients.csv'), 'Company name,Employees\nHarbour Foods,40\n')
  const cluster = await startCluster(join(folder, 'data'))
  try {
    const admin = await ownDatabase(cluster)
    const database = await prepareRoles(admin)
    await migrate(database.owner)
    await createFirstOrganisation(database.owner, { organisationName: 'Bench', email, password }, Date.now())
    await runImport(folder, ['clients.csv'])
    const args = ['log.csv', '--client', 'Harbour Foods', '--zone', 'Europe/Berlin']
    const first = await runImport(folder, args)
    const rows = await countRows(admin)
    const second = await runImport(folder, args)
    const again = await countRows(admin)
    await writeSection('import', report({ log, first, second, rows, again }))
    console.log(
      `first ${first.toFixed(1)} s, again ${second.toFixed(1)} s, ${JSON.stringify(rows)}, unchanged ${String(rows.events === again.events)}`
    )
  } finally {
    await cluster.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Seconds that the command took, from its start to its end. */
function runImport(folder: string, [file = '', ...args]: readonly string[]): Promise<number> {
  const startedAt = performance.now()
  const command = ['src/server/import-cli.ts', join(folder, file), '--email', email, '--data', join(folder, 'data'), ...args]
  const env = { ...process.env, FIXPOINT_PASSWORD: password }
  const child = spawn(process.execPath, ['--max-semi-space-size=64', '--import', 'tsx', ...command], {
    env,
    stdio: ['ignore', 'ignore', 'inherit']
  })
  return new Promise((resolve, reject) => {
    child.once('close', (code) =>
      code === 0 ? resolve((performance.now() - startedAt) / 1000) : reject(new Error(`import ended with ${code}`))
    )
  })
}

async function countRows(admin: string): Promise<{ readonly tickets: number; readonly events: number }> {
  const client = new pg.Client({ connectionString: admin })
  await client.connect()
  try {
    const text = 'SELECT (SELECT count(*)::int FROM fixpoint.ticket) AS tickets, (SELECT count(*)::int FROM fixpoint.event) AS events'
    const { rows } = await client.query<{ tickets: number; events: number }>(text)
    return rows[0] ?? { tickets: 0, events: 0 }
  } finally {
    await client.end()
  }
}

interface Figures {
  readonly log: { readonly incidents: number; readonly rows: number; readonly text: string }
  readonly first: number
  readonly second: number
  readonly rows: { readonly tickets: number; readonly events: number }
  readonly again: { readonly tickets: number; readonly events: number }
}

function report({ log, first, second, rows, again }: Figures): string {
  const date = new Date().toISOString().slice(0, 10)
  return `## Import

\`npm run bench -- import\`, ${date}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, embedded PostgreSQL, everything on one machine.
An incident log of ServiceNow's form with ${log.incidents.toLocaleString('en')} incidents and ${log.rows.toLocaleString('en')} rows (${(log.text.length / 1e6).toFixed(0)} MB), from the command's start to its end.

| run | seconds | rows a second | at most |
| --- | --- | --- | --- |
| first | ${first.toFixed(1)} | ${Math.round(log.rows / first).toLocaleString('en')} | ${goalSeconds} |
| the same file again | ${second.toFixed(1)} | ${Math.round(log.rows / second).toLocaleString('en')} | |

On the server afterwards: ${rows.tickets.toLocaleString('en')} tickets, ${rows.events.toLocaleString('en')} events; after the second run ${again.tickets.toLocaleString('en')} and ${again.events.toLocaleString('en')}. Load of the machine at the end: ${loadavg()[0]?.toFixed(1) ?? ''}.`
}
