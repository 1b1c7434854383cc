// Files of the simulated world: real contents and queues on each device, one store of contents on the server. Some files never get through.
// They draw from a chance of their own, so that worlds without them stay what they were.

import type { ClientKeys } from '#store/attachments/client-keys.ts'
import { FileRefused, type FileTransport } from '#store/attachments/file-transport.ts'
import type { FileSource } from '#store/attachments/file-vault.ts'
import type { Files } from '#store/attachments/files.ts'
import { type BlobDisk, createBlobDisk } from '#store/attachments/memory-blob-store.ts'
import { deriveId } from '#core/kernel/ids.ts'
import type { Replica } from '#store/replica.ts'
import { type Clock, TransportError } from '#sync/ports.ts'
import { openMemoryFiles } from '#test/support/memory-files.ts'
import { type Chance, createChance } from '#test/support/simulation/chance.ts'
import { organisationId } from '#test/support/simulation/sim-server.ts'
import type { WorldClock } from '#test/support/simulation/world-clock.ts'
import type { Faults } from './faults.ts'
import type { FleetDevice } from './fleet-device.ts'
import { isExpected } from './process-died.ts'
import type { FleetServer } from './fleet-server.ts'
import type { Truth } from './verify.ts'

export interface FleetFiles {
  /** People put files on tickets. */
  turn(devices: readonly FleetDevice[], mark: string): Promise<void>
  /** Everybody tries again. */
  calm(devices: readonly FleetDevice[]): Promise<void>
  /** [ATT11] What may get through has got through, the rest waits where it was added and held nothing up. @throws what doesn't hold */
  check(devices: readonly FleetDevice[], truth: Truth): void
}

interface Added {
  readonly device: FleetDevice
  readonly attachmentId: string
  readonly sha256: string
}

interface OpenFiles {
  readonly replica: Replica
  readonly files: Files
}

interface World {
  readonly clock: WorldClock
  readonly faults: Faults
  readonly server: FleetServer
}

/** Real sealing takes turns of the machine that a world can't repeat; its own tests hold it. */
const openKeys: ClientKeys = {
  seal: async (_client, _place, bytes) => bytes.slice(),
  open: async (_client, _place, bytes) => bytes,
  drop: async () => undefined
}

/** The files of a seed's world; null where it has none. */
export function createFleetFiles(seed: number, world: World): FleetFiles | null {
  const { clock, faults, server } = world
  if (!faults.isKnown('attachment-never-completes')) return null
  const chance = createChance(seed ^ 0x5f11e5)
  const contents = createServerContents(server)
  const lose = loseWhenRestored(world, contents, chance)
  const disks = new Map<FleetDevice, BlobDisk>()
  const opened = new Map<FleetDevice, OpenFiles>()
  const cursed = new Set<string>()
  const added: Added[] = []
  const filesOf = async (device: FleetDevice): Promise<Files | null> => {
    const { replica } = device
    const known = opened.get(device)
    if (known?.replica === replica) return known?.files ?? null
    await known?.files.close()
    opened.delete(device)
    if (!replica) return null
    const disk = disks.get(device) ?? createBlobDisk()
    disks.set(device, disk)
    const lives = (): boolean => device.replica === replica
    const transport = contents.transport(device, cursed)
    const files = await openMemoryFiles({ replica, clock: clockOf(clock, chance, lives), disk, transport, keys: openKeys })
    opened.set(device, { replica, files })
    return files
  }
  return {
    async turn(devices, mark) {
      await lose()
      for (const device of devices) {
        const files = await filesOf(device)
        if (!files || !chance.happens(0.1)) continue
        await attach({ device, files, mark: `${device.name}-${mark}`, chance, cursed, faults, added }).catch((error: unknown) => {
          if (!isExpected(error) && !device.isDamaged) throw error
        })
      }
    },
    async calm(devices) {
      for (const device of devices) {
        const files = await filesOf(device)
        for (const { sha256 } of disks.get(device)?.blobs.values() ?? []) files?.retry(sha256)
      }
    },
    check(devices, truth) {
      for (const device of devices) checkScope(device, disks.get(device))
      const mayVanish = (['client-reassigned', 'role-changed', 'ticket-moved'] as const).some((fault) => faults.wasKnown(fault))
      for (const file of added) checkFile(file, { truth, contents, cursed, mayVanish, disk: disks.get(file.device) })
    }
  }
}

interface Attaching {
  readonly device: FleetDevice
  readonly files: Files
  readonly mark: string
  readonly chance: Chance
  readonly cursed: Set<string>
  readonly faults: Faults
  readonly added: Added[]
}

/** Takes a file in and says so in words; some are cursed. */
async function attach({ device, files, mark, chance, cursed, faults, added }: Attaching): Promise<void> {
  const { replica } = device
  const tickets = [...(replica?.rows('ticket') ?? [])].filter((row) => row['archivedAt'] === null).map(({ id }) => id)
  if (!replica || tickets.length === 0) return
  const ticketId = chance.pick(tickets.sort())
  const taken = await files.add(ticketId, sourceOf(chance.bytes(chance.between(1, 90))))
  if (!taken.ok) return
  if (chance.happens(0.3)) cursed.add(taken.sha256)
  const { sha256, size } = taken
  const name = `File ${mark}.txt`
  const said = await replica.run('attachment.attach', { ticketId, name, mime: 'text/plain', size, sha256 })
  if (!said.ok) return
  const makes = { entity: 'attachment', field: 'name', value: name }
  device.saved.push({ commandId: said.commandId, name: 'attachment.attach', ticketId, makes })
  device.isChanged = true
  if (cursed.has(sha256)) faults.note('attachment-never-completes')
  added.push({ device, attachmentId: deriveId(said.commandId, 1), sha256 })
  device.engine?.wake()
}

function sourceOf(bytes: Uint8Array): FileSource {
  const part = (start: number, end: number): ArrayBuffer => Uint8Array.from(bytes.subarray(start, end)).buffer
  return { size: bytes.length, slice: (start, end) => ({ arrayBuffer: async () => part(start, end) }) }
}

function clockOf(world: WorldClock, chance: Chance, lives: () => boolean): Clock {
  return {
    now: () => world.now(),
    after: (delayMs, run) => world.after(delayMs, () => lives() && run()),
    random: () => chance.next(),
    randomBytes: (count) => chance.bytes(count)
  }
}

interface ServerContents {
  readonly whole: ReadonlySet<string>
  lose(id: string): void
  transport(device: FleetDevice, cursed: ReadonlySet<string>): FileTransport
}

/** The server's contents, as its routes treat them: by the row that the asking person sees. */
function createServerContents(server: FleetServer): ServerContents {
  const offsets = new Map<string, number>()
  const whole = new Set<string>()
  return {
    whole,
    lose(id) {
      whole.delete(id)
      offsets.delete(id)
    },
    transport(device, cursed) {
      const rowOf = async (id: string) => {
        if (!device.network.isOnline) throw new TransportError({ type: 'unreachable', detail: 'offline' })
        const viewer = await server.viewer(device.personId)
        const row = viewer && server.store.visibleRows(viewer, 'attachment').find((each) => each.id === id)
        if (!row) throw new FileRefused('not-found')
        return { size: Number(row.doc['size']), sha256: String(row.doc['sha256']) }
      }
      return {
        async state(id) {
          await rowOf(id)
          return { offset: offsets.get(id) ?? null, whole: whole.has(id) }
        },
        async begin(id) {
          await rowOf(id)
          offsets.set(id, offsets.get(id) ?? 0)
        },
        async send(id, offset, piece) {
          const { size, sha256 } = await rowOf(id)
          if (cursed.has(sha256)) throw new TransportError({ type: 'garbage', detail: 'a piece never comes through' })
          if (offsets.get(id) !== offset) return null
          offsets.set(id, offset + piece.length)
          if (offset + piece.length === size) whole.add(id)
          return offset + piece.length
        },
        async missing(ids) {
          const rows = await Promise.all(ids.map((id) => rowOf(id).catch(notThere)))
          return ids.filter((id, index) => rows[index] !== null && !whole.has(id))
        },
        fetch: () => Promise.reject(new FileRefused('not-uploaded'))
      }
    }
  }
}

function notThere(error: unknown): null {
  if (error instanceof FileRefused) return null
  throw error
}

/** A server that was restored has older contents than rows: about half of them are gone. */
function loseWhenRestored({ server, faults }: World, contents: ServerContents, chance: Chance): () => Promise<void> {
  let seen: string | null = null
  return async () => {
    const { epoch } = await server.store.head(organisationId)
    const isRestored = seen !== null && seen !== epoch
    seen = epoch
    if (!isRestored || !faults.isKnown('contents-lost')) return
    for (const id of [...contents.whole].filter(() => chance.happens(0.5))) {
      contents.lose(id)
      faults.note('contents-lost')
    }
  }
}

function checkScope({ name, replica }: FleetDevice, disk: BlobDisk | undefined): void {
  const scope = replica?.meta().scope ?? null
  for (const { clientId } of disk?.blobs.values() ?? [])
    if (scope !== null && !scope.includes(clientId)) throw new Error(`${name} keeps a file of ${clientId}, which it may not see`)
}

interface Found {
  readonly truth: Truth
  readonly contents: ServerContents
  readonly cursed: ReadonlySet<string>
  /** A client, or a ticket, may have left this person's sight. */
  readonly mayVanish: boolean
  readonly disk: BlobDisk | undefined
}

function checkFile({ device, attachmentId, sha256 }: Added, { truth, contents, cursed, mayVanish, disk }: Found): void {
  const kept = [...(disk?.blobs.values() ?? [])].find((blob) => blob.sha256 === sha256)
  if (contents.whole.has(attachmentId)) return
  const row = truth.rows('attachment').get(attachmentId)
  // Refused, or put away and said again under another name: no row asks for it.
  if (row === undefined || row.deletedAt !== null) return
  const isSeen = device.replica?.get('ticket', String(row.doc['ticketId'])) !== null
  if (kept?.unsent && (cursed.has(sha256) || !isSeen)) return
  if (!kept && mayVanish) return
  throw new Error(`${device.name} ${kept ? 'did not send' : 'lost'} the file of ${attachmentId}`)
}
