// The server of an import that was given none: its own database is started (or joined, when a server runs on it), served on the
// loopback for the import alone, and ended again.

import { join } from 'node:path'
import { createLog } from '../log.ts'
import { startCluster } from '../postgres/cluster.ts'
import { migrate } from '../postgres/migrate.ts'
import { ownDatabase } from '../postgres/own-database.ts'
import { defaultDataFolder } from '../postgres/place.ts'
import { prepareRoles } from '../postgres/roles.ts'
import { serve } from '../serve.ts'

/** A server that lives as long as the import. */
export interface OwnServer {
  readonly address: string
  close(): Promise<void>
}

/** Starts it. @param dataFolder null: the usual one @param databaseUrl a PostgreSQL of one's own instead of the embedded one */
export async function startOwnServer(dataFolder: string | null, databaseUrl: string | null): Promise<OwnServer> {
  const cluster = databaseUrl === null ? await startCluster(dataFolder ?? defaultDataFolder()) : null
  try {
    const database = await prepareRoles(cluster ? await ownDatabase(cluster) : (databaseUrl ?? ''))
    await migrate(database.owner)
    const log = createLog('error')
    const attachmentsFolder = join(dataFolder ?? defaultDataFolder(), 'attachments')
    const place = { host: '127.0.0.1', port: 0, origins: [], clientFolder: null, attachmentsFolder }
    const server = await serve({ appUrl: database.app, ...place, sample: null, log })
    return {
      address: server.address,
      async close() {
        await server.close()
        await cluster?.stop()
      }
    }
  } catch (error) {
    await cluster?.stop()
    throw error
  }
}
