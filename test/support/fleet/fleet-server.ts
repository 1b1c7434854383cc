// The servers of a simulated world: real push and pull services, one or several processes on one store in memory. A process may die
// before or after a commit, the database may come back from a backup, tombstones may go.

import { canonicalJson } from '#core/kernel/canonical.ts'
import { createMemoryStore, type MemoryStore } from '#server/store/memory-store.ts'
import type { DecisionBatch, ServerStore, StoredRow, Viewer } from '#server/store/server-store.ts'
import { createPullService } from '#server/sync/pull-service.ts'
import { createPushService } from '#server/sync/push-service.ts'
import { TransportError } from '#sync/ports.ts'
import { pullRequest } from '#sync/protocol/pull.ts'
import { pushRequest, type WireCommand } from '#sync/protocol/push.ts'
import { snapshotRequest } from '#sync/protocol/snapshot.ts'
import { type Audit, createAudit } from './audit.ts'
import type { Chance } from '#test/support/simulation/chance.ts'
import type { Faults } from './faults.ts'
import { organisationId, simId } from '#test/support/simulation/sim-server.ts'
import { firstRows } from './first-rows.ts'
import { type Plant, plantInServerStore, plantInViewer } from './plants.ts'
import { createLockOuts, type LockOuts } from './lock-outs.ts'
import { createOldDeletions, type OldDeletions } from './old-deletions.ts'
import { poisonMark, serverCommand, unreadableMark } from './server-commands.ts'
import { checkFeed, checkSnapshot } from './wire-scope.ts'

export type RequestKind = 'push' | 'pull' | 'snapshot'

/** Who asks. */
export interface Asker {
  readonly personId: string
  readonly deviceId: string
  readonly protocol: number
}

/** Text of an answer, or the problem that the server names. Null: the process died, nobody answers. */
export type ServerAnswer = { readonly text: string } | { readonly problem: TransportError['problem'] } | null

export interface FleetServer {
  readonly store: MemoryStore
  answer(kind: RequestKind, asker: Asker, text: string): Promise<ServerAnswer>
  registerDevice(): string
  viewer(personId: string): Promise<Viewer | null>
  /** Canonical text of a row's document. */
  textOf(row: StoredRow): string
  backup(): void
  /** The database comes back as it was at the last backup, under a new epoch. */
  restore(): void
  readonly deletions: OldDeletions
  readonly lockOuts: LockOuts
  /** From now on the server knows the commands in a newer form. */
  upgradeCommands(): void
  /** From now on the server asks for a newer protocol. */
  upgradeProtocol(): void
  protocol(): number
  /** Hears the version after each commit. */
  onCommit(listener: (version: number) => void): void
}

/** Surroundings of the servers. */
export interface ServerDeps {
  readonly now: () => number
  readonly chance: Chance
  readonly faults: Faults
  readonly plant: Plant | null
  /** Hears of what must never happen. */
  readonly report: (error: unknown) => void
}

interface Process {
  isDead: boolean
  answer(kind: RequestKind, asker: Asker, text: string): Promise<string>
}

class ProcessGone extends Error {}

const processCount = 3

export async function createFleetServer(deps: ServerDeps): Promise<FleetServer> {
  const { chance, faults, plant, report, now } = deps
  const store = createMemoryStore()
  store.restore(await firstRows())
  const audit = createAudit()
  const lockOuts = createLockOuts()
  const listeners: ((version: number) => void)[] = []
  const backup = () => ({ rows: store.backup(), audit: audit.backup() })
  const state = { isUpgraded: false, protocol: 1, devices: 0, epochs: 1, kept: backup() }
  const committed = (version: number): void => {
    for (const listener of listeners) listener(version)
  }
  const start = (): Process => startProcess(deps, { store, audit, committed, isUpgraded: () => state.isUpgraded })
  const processes = Array.from({ length: processCount }, start)
  const endAll = (): void => {
    for (const process of processes) process.isDead = true
    processes.splice(0, processCount, ...Array.from({ length: processCount }, start))
  }
  return {
    store,
    lockOuts,
    async answer(kind, asker, text) {
      const lockedOut = lockOuts.refusal(asker.deviceId, (await store.head(organisationId)).epoch)
      if (lockedOut) return { problem: lockedOut }
      if (asker.protocol < state.protocol) return { problem: { type: 'too-old', serverProtocol: state.protocol } }
      const index = faults.isKnown('several-servers') ? chance.between(0, processCount - 1) : 0
      if (index > 0) faults.note('several-servers')
      const process = processes[index] ?? start()
      try {
        const answered = await process.answer(kind, asker, text)
        return process.isDead ? null : { text: answered }
      } catch (error) {
        if (error instanceof TransportError) return { problem: error.problem }
        if (!process.isDead) report(error)
        return null
      } finally {
        if (process.isDead) processes[index] = start()
      }
    },
    registerDevice: () => simId('de01', ++state.devices),
    viewer: async (personId) => plantInViewer(plant, await store.viewer(organisationId, personId)),
    textOf: rememberedText(),
    backup: () => void (state.kept = backup()),
    restore() {
      endAll()
      store.restore(state.kept.rows)
      lockOuts.forgot(audit.restore(state.kept.audit))
      store.markRestored(organisationId, simId('e90c', ++state.epochs), 1000)
    },
    deletions: createOldDeletions(store, now),
    upgradeCommands() {
      state.isUpgraded = true
    },
    upgradeProtocol() {
      state.protocol = 2
    },
    protocol: () => state.protocol,
    onCommit: (listener) => void listeners.push(listener)
  }
}

/** A row's text is made once. */
function rememberedText(): FleetServer['textOf'] {
  const texts = new WeakMap<object, string>()
  return (row) => {
    const text = texts.get(row) ?? canonicalJson(row.doc)
    texts.set(row, text)
    return text
  }
}

interface Shared {
  readonly store: MemoryStore
  readonly audit: Audit
  readonly committed: (version: number) => void
  readonly isUpgraded: () => boolean
}

function startProcess(deps: ServerDeps, shared: Shared): Process {
  const { now, faults, plant, chance, report } = deps
  const store = mortalStore(deps, shared, () => process)
  const onPoison = (command: WireCommand, error: unknown): void => {
    const input = command.input as { readonly body?: unknown }
    if (!String(input.body).startsWith(poisonMark)) report(new Error(`the code of ${command.name} threw: ${String(error)}`))
  }
  const known = (name: string) => {
    if (shared.isUpgraded()) faults.note('old-command-form')
    return serverCommand(name, shared.isUpgraded())
  }
  const push = createPushService({ store: plantInServerStore(plant, chance, store), commandNamed: known, now, onPoison })
  const pull = createPullService({ store, now })
  const process: Process = {
    isDead: false,
    async answer(kind, { personId, deviceId }, text) {
      if (kind === 'push') {
        const request = pushRequest.parse(JSON.parse(text))
        refuseUnreadable(request.commands)
        return JSON.stringify(await push.push({ organisationId, personId, deviceId }, request))
      }
      const real = await store.viewer(organisationId, personId)
      const viewer = plantInViewer(plant, real)
      if (!viewer || !real) throw new TransportError({ type: 'revoked' })
      if (kind === 'pull') {
        const answer = await pull.pullText({ viewer, deviceId }, pullRequest.parse(JSON.parse(text)))
        checkFeed(answer, real)
        return answer
      }
      const answer = await pull.snapshot({ viewer, deviceId }, snapshotRequest.parse(JSON.parse(text)))
      if (!answer) throw new TransportError({ type: 'bad-request', field: 'after', detail: 'no position' })
      checkSnapshot(answer, real)
      const lines = [JSON.stringify(answer.head), ...answer.pages.flatMap(({ line, content }) => [JSON.stringify(line), content])]
      return `${lines.join('\n')}\n`
    }
  }
  return process
}

/** The store as one process reaches it: dead before or after a commit, it reaches nothing any more. */
function mortalStore({ faults, report }: ServerDeps, { store, audit, committed }: Shared, process: () => Process): ServerStore {
  const die = (): never => {
    process().isDead = true
    throw new ProcessGone('the server process is gone')
  }
  return {
    ...store,
    async decide(organisation, run) {
      if (process().isDead) die()
      const batches: DecisionBatch[] = []
      const result = await store.decide(organisation, async (decision) => {
        const write = async (batch: DecisionBatch): Promise<void> => {
          batches.push(batch)
          await decision.write(batch)
        }
        const done = await run({ ...decision, write })
        if (batches.length > 0 && faults.strikes('server-crash-before-commit', 0.03)) die()
        return done
      })
      try {
        audit.committed(batches)
      } catch (error) {
        report(error)
      }
      committed((await store.head(organisation)).version)
      if (batches.length > 0 && faults.strikes('server-crash-after-commit', 0.03)) die()
      return result
    }
  }
}

function refuseUnreadable(commands: readonly WireCommand[]): void {
  const index = commands.findIndex(({ input }) => String((input as { readonly body?: unknown }).body).startsWith(unreadableMark))
  if (index >= 0) throw new TransportError({ type: 'bad-request', field: `commands.${index}.input`, detail: 'expected something else' })
}
