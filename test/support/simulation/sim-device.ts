// A device of the simulated world: its disk and journal outlive its process, which may die at any write and is started again.

import { createMemoryDisk, createMemoryLocalStore, type MemoryDisk } from '#store/adapters/memory-local-store.ts'
import { knownDevice, openReplica, type Replica } from '#store/replica.ts'
import { createEngine, type Engine } from '#sync/engine.ts'
import type { Clock } from '#sync/ports.ts'
import type { Chance } from './chance.ts'
import { createSimJournal, type SimJournal } from './sim-journal.ts'
import type { SimNetwork } from './sim-network.ts'
import { organisationId, type SimServer } from './sim-server.ts'
import type { WorldClock } from './world-clock.ts'

/** What a device is made of. */
interface DeviceParts {
  readonly name: string
  readonly personId: string
  readonly world: WorldClock
  readonly chance: Chance
  readonly server: SimServer
  readonly network: SimNetwork
  readonly disk?: MemoryDisk
  readonly journal?: SimJournal
  readonly deviceId?: string
}

/** Thrown by a write of a process that is dead. */
class ProcessDied extends Error {}

export class SimDevice {
  readonly name: string
  readonly personId: string
  readonly network: SimNetwork
  disk: MemoryDisk
  readonly journal: SimJournal
  deviceId: string
  skewMs = 0
  /** Dies at the n-th write from now; null: lives on. */
  diesAfterWrites: number | null = null
  /** The disk fails once, at the n-th write from now; null: it doesn't. */
  failsAtWrite: number | null = null
  /** Where the disk failed last. */
  failedAt: 'store' | 'journal' | null = null
  /** Kinds of trouble that the engine told, in order. */
  readonly troubles: string[] = []
  /** Chance that a write is refused for want of room. */
  quota = 0
  replica: Replica | null = null
  engine: Engine | null = null
  /** What the canary was told last; kept outside of the disk. */
  canary: string | null = null
  private readonly parts: DeviceParts
  private life = 0

  constructor(parts: DeviceParts) {
    this.parts = parts
    this.name = parts.name
    this.personId = parts.personId
    this.network = parts.network
    this.disk = parts.disk ?? createMemoryDisk()
    this.journal = parts.journal ?? createSimJournal()
    this.deviceId = parts.deviceId ?? parts.server.registerDevice()
  }

  get isAlive(): boolean {
    return this.replica !== null
  }

  /** Starts a process on what the disk holds; it may die while it opens. */
  async start(): Promise<void> {
    if (this.replica) return
    const life = ++this.life
    const clock = this.clockOf(life)
    const store = createMemoryLocalStore(this.disk, (when) => this.fault(life, 'store', when))
    const journal = this.journal.open((when) => this.fault(life, 'journal', when))
    try {
      // Signing in again after everything was lost: the device says who it was.
      this.deviceId = (await knownDevice(await store.open(), journal)) ?? this.deviceId
      const identity = { organisationId, personId: this.personId, deviceId: this.deviceId }
      const replica = await openReplica({ store, journal, clock, canary: this.canaryOf(life), identity, role: 'technician' })
      const transport = this.network.transport(this.personId, () => this.deviceId)
      const newDevice = async (): Promise<string> => {
        this.deviceId = this.parts.server.registerDevice()
        return this.deviceId
      }
      this.replica = replica
      const onState = (): void => {
        const { problemType } = engine.state()
        if (problemType !== null) this.troubles.push(problemType)
      }
      const engine = createEngine({ replica, transport, clock, newDevice, onState })
      this.engine = engine
      this.engine.start()
    } catch (error) {
      if (!(error instanceof ProcessDied) && !String(error).includes('Quota')) throw error
      this.kill()
    }
  }

  /** Ends the process at once, without a word to anybody. */
  kill(): void {
    this.life++
    this.replica = null
    this.engine = null
    this.diesAfterWrites = null
    this.network.reset()
  }

  /** IndexedDB is gone; the journal is not. */
  loseStore(): void {
    this.kill()
    this.disk = createMemoryDisk()
  }

  /** A copy of this device as its profile lies on disk, as a cloned machine would be. */
  clone(name: string, network: SimNetwork): SimDevice {
    const journal = createSimJournal()
    for (const [key, line] of this.journal.lines) journal.lines.set(key, line)
    for (const key of this.journal.settled) journal.settled.add(key)
    const disk: MemoryDisk = {
      pages: new Map(this.disk.pages),
      aside: new Map(this.disk.aside),
      outbox: new Map(this.disk.outbox),
      drafts: new Map(this.disk.drafts),
      meta: this.disk.meta
    }
    const copy = new SimDevice({ ...this.parts, name, network, disk, journal, deviceId: this.deviceId })
    copy.canary = this.canary
    return copy
  }

  private fault(life: number, where: 'store' | 'journal', when: 'before' | 'after'): void {
    if (life !== this.life) throw new ProcessDied('the process is gone')
    if (this.diesAfterWrites !== null && --this.diesAfterWrites <= 0) {
      this.kill()
      throw new ProcessDied('the process dies at this write')
    }
    if (when === 'before' && this.failsAtWrite !== null && --this.failsAtWrite <= 0) {
      this.failsAtWrite = null
      this.failedAt = where
      throw new Error('the disk fails')
    }
    if (when === 'before' && this.parts.chance.happens(this.quota)) throw new Error('QuotaExceededError')
  }

  private canaryOf(life: number) {
    return {
      read: async () => this.canary,
      write: async (text: string) => {
        if (life === this.life) this.canary = text
      }
    }
  }

  private clockOf(life: number): Clock {
    const { world, chance } = this.parts
    return {
      now: () => world.now() + this.skewMs,
      after: (delayMs, run) => world.after(delayMs, () => life === this.life && run()),
      random: () => chance.next(),
      randomBytes: (count) => chance.bytes(count)
    }
  }
}
