// A device of the simulated world: its disk and journal outlive its process, which may die at any write and is started again.

import type { CommandEnvelope } from '#core/kernel/command.ts'
import { createFleetWipe, type FleetWipe } from './fleet-wipe.ts'
import { createMemoryDisk, createMemoryLocalStore, type MemoryDisk } from '#store/adapters/memory-local-store.ts'
import { knownDevice, openReplica, type Replica } from '#store/replica.ts'
import { createEngine, type Engine } from '#sync/engine.ts'
import type { RescueOffer } from '#sync/protocol/session.ts'
import type { Clock, Journal, JournalEntry, LocalStore, SyncReplica, Transport } from '#sync/ports.ts'
import type { Chance } from '#test/support/simulation/chance.ts'
import type { Faults } from './faults.ts'
import { organisationId } from '#test/support/simulation/sim-server.ts'
import { type Plant, plantInJournal, plantInStore, plantInTransport } from './plants.ts'
import { copyDisk, watchedStore } from './fleet-disk.ts'
import { isExpected, ProcessDied } from './process-died.ts'
import { copyJournal, createJournalLines, type JournalLines, openFleetJournal } from './fleet-journal.ts'
import type { FleetNetwork } from './fleet-network.ts'
import type { FleetServer } from './fleet-server.ts'
import type { WorldClock } from '#test/support/simulation/world-clock.ts'

/** A command that the user was told is saved. `makes`: the row of a ticket that it makes, with a field by which it is known again. */
export interface SavedCommand {
  readonly commandId: string
  readonly name: string
  readonly ticketId: string | null
  readonly makes: { readonly entity: string; readonly field: string; readonly value: unknown } | null
}

/** What a device is made of. */
export interface DeviceParts {
  readonly name: string
  readonly personId: string
  readonly world: WorldClock
  readonly chance: Chance
  readonly faults: Faults
  readonly server: FleetServer
  readonly network: FleetNetwork
  readonly plant: Plant | null
  /** Hears of what must never happen. */
  readonly report: (error: unknown) => void
}

/** What lies on a disk. */
export interface Profile {
  readonly disk: MemoryDisk
  readonly journal: JournalLines
  readonly canary: string | null
}

export class FleetDevice {
  readonly name: string
  readonly personId: string
  readonly network: FleetNetwork
  saved: SavedCommand[] = []
  /** Commands that the person put away or tried to. */
  readonly putAway = new Set<string>()
  /** Texts of comments that were tried again as new commands. */
  readonly retried = new Set<string>()
  disk = createMemoryDisk()
  journal = createJournalLines()
  deviceId: string
  skewMs = 0
  /** Dies at the n-th write from now; null: lives on. */
  diesAfterWrites: number | null = null
  /** There is hardly any room left. */
  isFull = false
  /** Rows were damaged or lost and are not back yet. */
  isDamaged = false
  /** A fresh snapshot is on its way to where rows were lost. */
  isMending = false
  /** Something changed since own writes were last looked at. */
  isChanged = false
  /** An earlier copy of the whole profile. */
  copy: Profile | null = null
  replica: Replica | null = null
  engine: Engine | null = null
  readonly wipe: FleetWipe
  private readonly parts: DeviceParts
  private readonly sent = new Map<string, CommandEnvelope>()
  private canary: string | null = null
  private protocol = 1
  private life = 0
  private unsynced: Profile | null = null

  constructor(parts: DeviceParts) {
    this.parts = parts
    this.name = parts.name
    this.personId = parts.personId
    this.network = parts.network
    this.deviceId = parts.server.registerDevice()
    this.wipe = createFleetWipe(this, parts)
  }

  get isAlive(): boolean {
    return this.replica !== null
  }

  /** Starts a process on what the disk holds; it may die while it opens. */
  async start(): Promise<void> {
    if (this.replica || this.wipe.isUnderWay()) return
    const { server, report } = this.parts
    this.protocol = server.protocol()
    const life = ++this.life
    try {
      // What a wipe left undone comes first: no row is read before.
      if (!(await this.wipe.goOn())) return
      const replica = await this.openReplica(life)
      if (life !== this.life) return
      this.replica = replica
      this.isChanged = true
      replica.onChange(() => {
        this.isChanged = true
      })
      this.engine = this.makeEngine(replica, life)
      this.engine.start()
    } catch (error) {
      if (isExpected(error)) return this.kill()
      // What can't be read is said; the person then lets the device begin anew.
      if (this.isDamaged) return this.loseStore()
      report(error)
    }
  }

  /** Ends the process at once, without a word to anybody. */
  kill(): void {
    this.life++
    this.replica = null
    this.engine = null
    this.diesAfterWrites = null
    this.network.reset()
    if (this.unsynced) this.putBack(this.unsynced)
    this.unsynced = null
  }

  /** IndexedDB is gone; the journal is not. */
  loseStore(): void {
    this.kill()
    this.disk = createMemoryDisk()
    this.isDamaged = this.isMending = false
  }

  /** Everything is deleted, and the person signs in as a new device. */
  clear(): void {
    this.disk = createMemoryDisk()
    this.journal = createJournalLines()
    this.canary = this.copy = null
    this.isDamaged = this.isMending = this.isChanged = false
    this.deviceId = this.parts.server.registerDevice()
  }

  /** A write of the wipe: the process may die at it. */
  mayDie(): void {
    this.fault(this.life, 'before')
  }

  /** Entries of the journal as this process reads them. */
  journalEntries(): ReturnType<Journal['read']> {
    return this.openJournal(this.life).read()
  }

  /** Copies the profile as it lies on the disk. */
  copyProfile(): Profile {
    return { disk: copyDisk(this.disk), journal: copyJournal(this.journal), canary: this.canary }
  }

  /** An older copy takes the place of the store, or of the whole profile. */
  putBack(profile: Profile, what: 'store' | 'profile' = 'profile'): void {
    this.disk = copyDisk(profile.disk)
    if (what === 'store') return
    this.journal = copyJournal(profile.journal)
    this.canary = profile.canary
  }

  /** The whole profile is an older one: what was saved since then, nobody has. */
  forgetSince({ journal }: Profile): void {
    const kept = new Set([...journal.lines.keys()].map((key) => key.slice(0, 36)))
    this.saved = this.saved.filter(({ commandId }) => kept.has(commandId))
  }

  /** A copy of this device as its profile lies on disk, as a cloned machine would be. */
  clone(name: string, network: FleetNetwork): FleetDevice {
    const copy = new FleetDevice({ ...this.parts, name, network })
    copy.putBack(this.copyProfile())
    copy.deviceId = this.deviceId
    copy.isDamaged = this.isDamaged
    copy.skewMs = this.skewMs
    return copy
  }

  /** The person put the command away, and the journal knows. */
  isPutAway(commandId: string): boolean {
    const isDropped = (key: string): boolean => key.startsWith(commandId) && key.endsWith(':dropped')
    return this.putAway.has(commandId) && [...this.wipe.journalled, ...this.journal.lines.keys()].some(isDropped)
  }

  /** Envelopes of all commands that the journal holds, or that were sent from here, by id. */
  envelopes(): ReadonlyMap<string, CommandEnvelope> {
    const entries = [...this.journal.lines.values()].map((line) => JSON.parse(line) as JournalEntry)
    return new Map([...this.sent, ...entries.map(({ envelope }): [string, CommandEnvelope] => [envelope.id, envelope])])
  }

  private async openReplica(life: number): Promise<Replica> {
    const { plant, network, report } = this.parts
    const lives = createMemoryLocalStore(this.disk, (when) => this.fault(life, when))
    const takeItems = (): number => {
      const items = network.itemsCame
      network.itemsCame = 0
      return items
    }
    const store = this.lax(watchedStore(plantInStore(plant, lives), { disk: () => this.disk, takeItems, report }))
    const journal = plantInJournal(plant, this.openJournal(life))
    // Signing in again after everything was lost: the device says who it was.
    this.deviceId = (await knownDevice(await store.open(), journal)) ?? this.deviceId
    const identity = { organisationId, personId: this.personId, deviceId: this.deviceId }
    const clock = this.clockOf(life)
    return openReplica({ store, journal, clock, canary: this.canaryOf(life), identity, role: 'technician' })
  }

  private makeEngine(replica: Replica, life: number): Engine {
    const { plant, chance, network, server } = this.parts
    const asker = () => ({ personId: this.personId, deviceId: this.deviceId, protocol: this.protocol })
    const newDevice = async (): Promise<string> => {
      this.deviceId = server.registerDevice()
      return this.deviceId
    }
    const bent = plantInTransport(plant, chance, network.transport(asker))
    const transport: Transport = {
      ...bent,
      push: (request) => {
        for (const command of request.commands) this.sent.set(command.id, { ...command, actorId: this.personId, deviceId: this.deviceId })
        return bent.push(request)
      }
    }
    const counting: SyncReplica = {
      ...replica,
      applyRows(answer) {
        network.itemsCame += answer.items.length
        return replica.applyRows(answer)
      }
    }
    const onRevoked = (offer: RescueOffer): void => void this.wipe.begin(replica, offer)
    return createEngine({ replica: counting, transport, clock: this.clockOf(life), newDevice, onRevoked })
  }

  private openJournal(life: number): Journal {
    const { faults } = this.parts
    return openFleetJournal(
      this.journal,
      (when) => this.fault(life, when),
      () => life !== this.life && faults.strikes('torn-journal', 0.7)
    )
  }

  /** The plant "relaxed-writes": the last saved command is kept nowhere before the next write. */
  private lax(store: LocalStore): LocalStore {
    if (this.parts.plant !== 'relaxed-writes') return store
    return {
      ...store,
      commit: async (change) => {
        const before = { ...this.copyProfile() }
        for (const { envelope } of change.putOutbox ?? [])
          for (const key of before.journal.lines.keys()) if (key.startsWith(envelope.id)) before.journal.lines.delete(key)
        await store.commit(change)
        this.unsynced = before
      }
    }
  }

  private fault(life: number, when: 'before' | 'after'): void {
    const { faults } = this.parts
    if (life !== this.life) throw new ProcessDied('the process is gone')
    if (this.diesAfterWrites !== null && --this.diesAfterWrites <= 0) {
      faults.note('crash-at-write')
      this.kill()
      throw new ProcessDied('the process dies at this write')
    }
    if (when === 'before' && this.isFull && faults.strikes('quota', 0.3)) throw new Error('QuotaExceededError')
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
