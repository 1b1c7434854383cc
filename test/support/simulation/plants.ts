// Faults planted on purpose, to prove that the world's checks would find them. Each bends what a healthy part hands on.

import type { Journal, Transport } from '#sync/ports.ts'
import type { Chance } from './chance.ts'

/** What can be planted. */
export const plants = ['forget-journal', 'skip-item', 'early-acknowledgement', 'new-ids-on-repeat'] as const
export type Plant = (typeof plants)[number]

/** A journal that says "done" and keeps nothing. */
export function plantInJournal(plant: Plant | null, journal: Journal): Journal {
  return plant === 'forget-journal' ? { ...journal, append: async () => undefined } : journal
}

/** A transport that loses an item of the feed, acknowledges too early, or makes a repeated push look new. */
export function plantInTransport(plant: Plant | null, chance: Chance, transport: Transport): Transport {
  if (plant === 'skip-item') {
    return {
      ...transport,
      pull: async (request) => {
        const answer = await transport.pull(request)
        return answer.type === 'rows' && chance.happens(0.1) ? { ...answer, items: answer.items.slice(1) } : answer
      }
    }
  }
  if (plant === 'early-acknowledgement') {
    return {
      ...transport,
      push: async (request) => {
        const answer = await transport.push(request)
        const early = answer.outcomes.map((each) => ({
          ...each,
          outcome: each.outcome.type === 'applied' ? { ...each.outcome, version: 0 } : each.outcome
        }))
        return { ...answer, outcomes: early }
      }
    }
  }
  if (plant !== 'new-ids-on-repeat') return transport
  const seen = new Set<string>()
  return {
    ...transport,
    push: async (request) => {
      const real = new Map<string, string>()
      const commands = request.commands.map((command) => {
        if (!seen.has(command.id)) return seen.add(command.id) && command
        const id = `${command.id.slice(0, 24)}${chance.between(0x1000_0000, 0x7fff_ffff).toString(16)}0000`
        real.set(id, command.id)
        return { ...command, id, sequence: command.sequence + 10_000 }
      })
      const answer = await transport.push({ ...request, commands })
      return { ...answer, outcomes: answer.outcomes.map((each) => ({ ...each, id: real.get(each.id) ?? each.id })) }
    }
  }
}
