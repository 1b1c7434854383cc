// Where a profile keeps its sign-in: the host's key store where there is one, else the profile's own small database.
// Invariant: a rotated token is durable before it is used, because the server takes the old one for stolen.

import { Dexie, type Table } from 'dexie'
import { databasePlace } from '#store/adapters/database-place.ts'
import { type HostLink, HostMissing } from './host-link.ts'

/** Small texts by name. */
export interface KeyVault {
  read(name: string): Promise<string | null>
  write(name: string, value: string | null): Promise<void>
}

/** Keeps texts in a database of the browser. */
export function createDatabaseVault(database: string): KeyVault {
  let defined: Promise<Table<string, string>> | null = null
  const keys = (): Promise<Table<string, string>> => (defined ??= databasePlace().then((place) => defineKeys(database, place)))
  return {
    read: async (name) => (await (await keys()).get(name)) ?? null,
    write: async (name, value) => {
      if (value === null) await (await keys()).delete(name)
      else await (await keys()).put(value, name)
    }
  }
}

function defineKeys(database: string, place: IDBFactory): Table<string, string> {
  const dexie = new Dexie(database, { chromeTransactionDurability: 'strict', indexedDB: place, IDBKeyRange })
  dexie.version(1).stores({ keys: '' })
  return dexie.table<string, string>('keys')
}

/** Keeps texts with the host; in `own` where the host has no safe place for them. */
export function createHostVault(host: Pick<HostLink, 'secret.read' | 'secret.write'>, own: KeyVault): KeyVault {
  return {
    read: async (name) => (await own.read(name)) ?? (await host['secret.read']({ name })).value,
    write: async (name, value) => {
      await own.write(name, (await isStored(host, name, value)) ? null : value)
    }
  }
}

/** A host that went away must not cost the session. */
async function isStored(host: Pick<HostLink, 'secret.write'>, name: string, value: string | null): Promise<boolean> {
  try {
    return (await host['secret.write']({ name, value })).stored
  } catch (error) {
    if (error instanceof HostMissing) return false
    throw error
  }
}
