// The server as a process: settings, database, first data, listening, and a clean end. One line on standard output says that it is ready.

import { join } from 'node:path'
import { type Environment, readEnvironment } from './environment.ts'
import { createFirstOrganisation } from './first-start.ts'
import { createLog } from './log.ts'
import { startCluster } from './postgres/cluster.ts'
import { migrate } from './postgres/migrate.ts'
import { ownDatabase } from './postgres/own-database.ts'
import { asOwner, markRestored, organisationIds } from './postgres/owner.ts'
import { defaultDataFolder } from './postgres/place.ts'
import { type DatabaseAddresses, prepareRoles } from './postgres/roles.ts'
import { loadSample, samplePeople } from './sample-start.ts'
import { serve } from './serve.ts'

/** Origins of the desktop app, beside the server's own address. */
const appOrigins = ['app://fixpoint']

async function main(): Promise<void> {
  const env = readEnvironment(process.env)
  if (Array.isArray(env)) return fail(env)
  await run(env as Environment)
}

async function run(env: Environment): Promise<void> {
  const log = createLog(env.FIXPOINT_LOG)
  const ending = endOfProcess()
  const cluster = env.DATABASE_URL === undefined ? await startCluster(env.FIXPOINT_DATA ?? defaultDataFolder()) : null
  try {
    const database = await prepareRoles(cluster ? await ownDatabase(cluster) : (env.DATABASE_URL ?? ''))
    await migrate(database.owner)
    await fill(env, database)
    const server = await serve({
      appUrl: database.app,
      host: env.HOST,
      port: env.PORT,
      trustedProxies: env.FIXPOINT_TRUST_PROXY,
      origins: [...appOrigins, ...env.FIXPOINT_ORIGINS],
      clientFolder: env.FIXPOINT_CLIENT_DIR ?? null,
      attachmentsFolder: join(env.FIXPOINT_DATA ?? defaultDataFolder(), 'attachments'),
      fileLimits: { organisationBytes: env.FIXPOINT_FILES_GB, deviceBytesADay: env.FIXPOINT_DEVICE_FILES_GB },
      keepDeletedDays: env.FIXPOINT_KEEP_DELETED_DAYS,
      metricsToken: env.FIXPOINT_METRICS_TOKEN ?? null,
      oldestProtocol: env.FIXPOINT_OLDEST_PROTOCOL,
      sample: env.FIXPOINT_SAMPLE ? () => samplePeople(database.owner) : null,
      log
    })
    console.log(`fixpoint server listening on ${server.address}`)
    await ending
    await server.close()
  } finally {
    await cluster?.stop()
  }
}

async function fill(env: Environment, database: DatabaseAddresses): Promise<void> {
  if (env.FIXPOINT_SAMPLE) await loadSample(database.owner, env.FIXPOINT_SAMPLE_SCALE, Date.now())
  const { FIXPOINT_ADMIN_EMAIL: email, FIXPOINT_ADMIN_PASSWORD: password } = env
  if (email !== undefined && password !== undefined) {
    const organisationName = env.FIXPOINT_ORGANISATION ?? 'My organisation'
    await createFirstOrganisation(database.owner, { organisationName, email, password }, Date.now())
  }
  await asOwner(database.owner, async (owner) => {
    const ids = await organisationIds(owner)
    if (env.FIXPOINT_RESTORED) for (const id of ids) await markRestored(owner, id)
    if (ids.length === 0)
      console.error('Nobody can sign in yet: start once with FIXPOINT_ADMIN_EMAIL and FIXPOINT_ADMIN_PASSWORD, or with FIXPOINT_SAMPLE=1')
  })
}

function fail(sentences: readonly string[]): void {
  for (const sentence of sentences) console.error(sentence)
  process.exitCode = 2
}

/** Resolves at the first signal; a second one ends the process at once. */
function endOfProcess(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.once(signal, () => {
        resolve()
        process.once(signal, () => process.exit(130))
      })
    }
  })
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
