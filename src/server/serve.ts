// Puts the server together on a prepared database and listens. Used by main.ts and by tests alike.

import type { FastifyBaseLogger } from 'fastify'
import type { AddressInfo } from 'node:net'
import type pg from 'pg'
import type { Id } from '#core/kernel/ids.ts'
import { commandNamed } from '#core/registry.ts'
import { protocolVersion } from '#sync/protocol/version.ts'
import { createAttachmentRows } from './attachments/attachment-rows.ts'
import { type ContentStore, createContentStore } from './attachments/content-store.ts'
import { expireUploads } from './attachments/expire-uploads.ts'
import { createUploadQuota, defaultFileLimits, type FileLimits } from './attachments/upload-quota.ts'
import { createRescueService } from './auth/rescue.ts'
import { makeRescueKeys } from './auth/rescue-key.ts'
import { createSessionService } from './auth/session-service.ts'
import { createApp } from './http/app.ts'
import { defaultLimits, type RateLimits, type ServerContext } from './http/context.ts'
import { createVersionFeed, type VersionFeed } from './http/version-feed.ts'
import { createPool } from './postgres/pool.ts'
import { assertHarmless } from './postgres/roles.ts'
import { createPostgresStore } from './store/postgres-store.ts'
import type { ServerStore } from './store/server-store.ts'
import { createPullService } from './sync/pull-service.ts'
import { createPushService } from './sync/push-service.ts'
import { purgeDeletions } from './sync/purge-deletions.ts'

/** What a server needs. */
export interface ServeOptions {
  /** Address of the application's role. */
  readonly appUrl: string
  readonly host: string
  /** 0: any free one. */
  readonly port: number
  readonly origins: readonly string[]
  /** Addresses and networks of proxies whose word about the client's address counts; none where it is left out. */
  readonly trustedProxies?: readonly string[]
  readonly clientFolder: string | null
  /** Folder of the contents of attachments; several processes may share it. */
  readonly attachmentsFolder: string
  readonly sample: ServerContext['sample']
  readonly log: FastifyBaseLogger
  readonly limits?: Partial<RateLimits>
  readonly fileLimits?: Partial<FileLimits>
  /** Who has it reads the counts at `/metrics` from elsewhere. */
  readonly metricsToken?: string | null
  /** Days for which deletions are kept for devices that were away; 90 where it is left out. */
  readonly keepDeletedDays?: number
  /** Oldest protocol that is still spoken; 1 where it is left out. */
  readonly oldestProtocol?: number
  /** UTC milliseconds. */
  readonly now?: () => number
}

/** A server that listens. */
export interface RunningServer {
  /** Such as `http://127.0.0.1:4711`. */
  readonly address: string
  /** Answers what was asked, then ends. */
  close(): Promise<void>
}

/** Starts to serve. */
export async function serve(options: ServeOptions): Promise<RunningServer> {
  const { log, appUrl } = options
  const pool = createPool(appUrl)
  await assertHarmless(pool)
  const versions = await createVersionFeed(appUrl, (error) => log.warn({ err: error }, 'lost the connection that hears of versions'))
  const parts = partsOf(options, pool, versions)
  const stopJobs = startJobs(parts)
  const close = async (): Promise<void> => {
    stopJobs()
    await versions.close()
    await pool.end()
  }
  try {
    await makeRescueKeys(pool, await organisationsOn(pool))
    const app = await createApp(contextOf(parts))
    await app.listen({ host: options.host, port: options.port })
    const { port } = app.server.address() as AddressInfo
    return {
      address: `http://${options.host.includes(':') ? `[${options.host}]` : options.host}:${port}`,
      async close() {
        await app.close()
        await close()
      }
    }
  } catch (error) {
    // A server that could not listen must not keep its process alive by its connections.
    await close()
    throw error
  }
}

interface Parts {
  readonly options: ServeOptions
  readonly pool: pg.Pool
  readonly versions: VersionFeed
  readonly now: () => number
  readonly store: ServerStore
  readonly contents: ContentStore
}

function partsOf(options: ServeOptions, pool: pg.Pool, versions: VersionFeed): Parts {
  const now = options.now ?? (() => Date.now())
  return { options, pool, versions, now, store: createPostgresStore(pool), contents: createContentStore(options.attachmentsFolder) }
}

async function organisationsOn(pool: pg.Pool): Promise<readonly Id[]> {
  const { rows } = await pool.query<{ id: Id }>('SELECT fixpoint.known_organisations() AS id')
  return rows.map(({ id }) => id)
}

/** What is done from time to time; the returned function ends it. */
function startJobs({ options, pool, store, contents, now }: Parts): () => void {
  const { log, keepDeletedDays = 90 } = options
  const stopExpiring = expireUploads(contents, now, (error) => log.warn({ err: error }, 'could not look for old uploads'))
  const stopPurging = purgeDeletions({
    store,
    keepDays: keepDeletedDays,
    now,
    organisations: () => organisationsOn(pool),
    onTrouble: (error) => log.warn({ err: error }, 'could not drop old deletions')
  })
  return () => {
    stopExpiring()
    stopPurging()
  }
}

function contextOf({ options, pool, versions, now, store, contents }: Parts): ServerContext {
  const { log } = options
  const quota = createUploadQuota({ pool, contents, now, limits: { ...defaultFileLimits, ...options.fileLimits } })
  return {
    log,
    versions,
    attachments: { rows: createAttachmentRows(pool), contents, quota },
    sessions: createSessionService({ pool, store, now }),
    rescue: createRescueService({ pool, store, now }),
    push: createPushService({
      store,
      commandNamed,
      now,
      onDecided: (...decided) => versions.announce(...decided),
      onPoison: (command, error) => log.error({ command: command.name, id: command.id, err: error }, 'a command was set aside')
    }),
    pull: createPullService({ store, now }),
    newestVersion: async (organisationId) => (await store.head(organisationId)).version,
    origins: options.origins,
    trustedProxies: options.trustedProxies ?? [],
    clientFolder: options.clientFolder,
    sample: options.sample,
    limits: { ...defaultLimits, ...options.limits },
    oldestProtocol: options.oldestProtocol ?? 1,
    metricsToken: options.metricsToken ?? null,
    gauges: () => ({
      protocol: protocolVersion,
      memory_bytes: process.memoryUsage.rss(),
      uptime_seconds: process.uptime(),
      database_connections: pool.totalCount,
      database_waiting: pool.waitingCount
    }),
    async health() {
      await pool.query('SELECT 1')
      return { status: 'ok', protocol: protocolVersion }
    }
  }
}
