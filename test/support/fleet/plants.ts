// Faults planted on purpose, to prove that the world's checks would find them. Each bends what a healthy part hands on, at a seam of the
// composition; no product code knows of them.

import type { ServerStore, Viewer } from '#server/store/server-store.ts'
import type { Journal, LocalCommit, LocalStore, Transport } from '#sync/ports.ts'
import type { Chance } from '#test/support/simulation/chance.ts'
import { clientIds } from '#test/support/simulation/sim-server.ts'

/** What can be planted, with the number of seeds within which it must be found. */
export const plantedWithin = {
  'forget-journal': 10,
  'skip-item': 5,
  'early-acknowledgement': 5,
  'new-ids-on-repeat': 5,
  'apply-twice': 5,
  'number-reused-unnoticed': 40,
  'leak-out-of-scope': 5,
  'silent-last-writer-wins': 5,
  'acknowledge-before-commit': 10,
  'cursor-before-rows': 20,
  'drop-outbox-on-snapshot': 10,
  'relaxed-writes': 5,
  'swallow-refusal': 10,
  'epoch-unnoticed': 60,
  'scope-stays': 10,
  'forget-leaves': 10,
  'wipe-unsealed': 30
} as const
export type Plant = keyof typeof plantedWithin

/** All plants. */
export const plants = Object.keys(plantedWithin) as readonly Plant[]

/** A journal that says "done" and keeps nothing. */
export function plantInJournal(plant: Plant | null, journal: Journal): Journal {
  return plant === 'forget-journal' ? { ...journal, append: async () => undefined } : journal
}

/** A store that splits what belongs together, forgets, or answers before it has written. */
export function plantInStore(plant: Plant | null, store: LocalStore): LocalStore {
  switch (plant) {
    case 'cursor-before-rows':
      return { ...store, commit: (change) => cursorFirst(store, change) }
    case 'drop-outbox-on-snapshot':
      return { ...store, commit: (change) => withoutOutbox(store, change) }
    default:
      return store
  }
}

async function cursorFirst(store: LocalStore, change: LocalCommit): Promise<void> {
  const { meta, ...rest } = change
  if (!meta || !change.putPages) return store.commit(change)
  await store.commit({ meta })
  await store.commit(rest)
}

async function withoutOutbox(store: LocalStore, change: LocalCommit): Promise<void> {
  if (!change.promoteAside && !change.deleteAllPages) return store.commit(change)
  const { outbox } = await store.open()
  const { putOutbox: _, ...rest } = change
  await store.commit({ ...rest, deleteOutbox: outbox.map(({ envelope }) => envelope.id) })
}

/** A transport that loses an item of the feed, acknowledges too early, hides a refusal, or makes a repeated push look new. */
export function plantInTransport(plant: Plant | null, chance: Chance, transport: Transport): Transport {
  const { push, pull } = transport
  switch (plant) {
    case 'skip-item':
      return {
        ...transport,
        async pull(request) {
          const answer = await pull(request)
          return answer.type === 'rows' && chance.happens(0.1) ? { ...answer, items: answer.items.slice(1) } : answer
        }
      }
    case 'forget-leaves':
      return {
        ...transport,
        async pull(request) {
          const answer = await pull(request)
          return answer.type === 'rows' ? { ...answer, items: answer.items.filter(([kind]) => kind !== 'l') } : answer
        }
      }
    case 'early-acknowledgement':
      return { ...transport, push: async (request) => withOutcomes(await push(request), 'applied') }
    case 'swallow-refusal':
      return { ...transport, push: async (request) => withOutcomes(await push(request), 'refused') }
    case 'silent-last-writer-wins':
      return { ...transport, push: (request) => push({ ...request, commands: request.commands.map((each) => ({ ...each, base: {} })) }) }
    case 'epoch-unnoticed':
      return {
        ...transport,
        push: async (request) => ({ ...(await push({ ...request, epoch: null })), epoch: request.epoch ?? (await push(request)).epoch }),
        async pull(request) {
          const answer = await pull({ ...request, epoch: null })
          return { ...answer, epoch: request.epoch ?? answer.epoch }
        }
      }
    case 'scope-stays':
      return { ...transport, pull: async (request) => ({ ...(await pull(request)), scope: [...clientIds] }) }
    case 'new-ids-on-repeat':
      return { ...transport, push: newIdsOnRepeat(chance, push) }
    default:
      return transport
  }
}

function withOutcomes(answer: Awaited<ReturnType<Transport['push']>>, type: 'applied' | 'refused'): Awaited<ReturnType<Transport['push']>> {
  const early = { type: 'applied', version: 0 } as const
  return { ...answer, outcomes: answer.outcomes.map((each) => (each.outcome.type === type ? { ...each, outcome: early } : each)) }
}

function newIdsOnRepeat(chance: Chance, push: Transport['push']): Transport['push'] {
  const seen = new Set<string>()
  return async (request) => {
    const real = new Map<string, string>()
    const commands = request.commands.map((command) => {
      if (!seen.has(command.id)) return seen.add(command.id) && command
      const id = `${command.id.slice(0, 24)}${chance.between(0x1000_0000, 0x7fff_ffff).toString(16)}0000`
      real.set(id, command.id)
      return { ...command, id, sequence: command.sequence + 10_000 }
    })
    const answer = await push({ ...request, commands })
    return { ...answer, outcomes: answer.outcomes.map((each) => ({ ...each, id: real.get(each.id) ?? each.id })) }
  }
}

/** A server's store that forgets what it recorded, goes by the number alone, or answers without having committed. */
export function plantInServerStore(plant: Plant | null, chance: Chance, store: ServerStore): ServerStore {
  if (plant === 'apply-twice' || plant === 'number-reused-unnoticed') {
    const isBlind = plant === 'number-reused-unnoticed'
    return {
      ...store,
      decide: (organisation, run) =>
        store.decide(organisation, (decision) =>
          run({
            ...decision,
            async commands(deviceId, sequences, ids) {
              const found = await decision.commands(deviceId, sequences, ids)
              return isBlind ? found.filter(({ commandId }) => ids.includes(commandId)) : []
            }
          })
        )
    }
  }
  if (plant !== 'acknowledge-before-commit') return store
  return {
    ...store,
    async decide(organisation, run) {
      if (!chance.happens(0.05)) return store.decide(organisation, run)
      const held: { result?: Awaited<ReturnType<typeof run>> } = {}
      const uncommitted = new Error('never committed')
      await store
        .decide(organisation, async (decision) => {
          held.result = await run(decision)
          throw uncommitted
        })
        .catch((error: unknown) => {
          if (error !== uncommitted) throw error
        })
      return held.result as Awaited<ReturnType<typeof run>>
    }
  }
}

/** A server that shows a person the rows of all clients. */
export function plantInViewer(plant: Plant | null, viewer: Viewer | null): Viewer | null {
  return plant === 'leak-out-of-scope' && viewer ? { ...viewer, clientIds: null } : viewer
}
