import { beforeEach, describe, expect, it } from 'vitest'
import { commandNamed } from '#core/registry.ts'
import { commandId } from '#core/kernel/ids.ts'
import { createMemoryStore } from '#server/store/memory-store.ts'
import { type OpenDecision, type ServerStore, UnstorableError } from '#server/store/server-store.ts'
import { createPushService, type PushService } from '#server/sync/push-service.ts'
import type { WireCommand } from '#sync/protocol/push.ts'
import { idOf } from '#test/support/rows.ts'
import { small, smallRows } from '#test/support/small-organisation.ts'

const at = 1_800_000_000_000
const caller = { organisationId: small.organisation, personId: small.admin, deviceId: idOf(900) }
let count = 0
let decisions = 0
let poisoned: string[] = []
let service: PushService
let store: ServerStore

beforeEach(async () => {
  const memory = createMemoryStore()
  memory.create(small.organisation, idOf(5000))
  const rows = smallRows().map(({ entity, doc }, index) => ({
    entity,
    id: doc.id,
    version: index + 1,
    deletedAt: null,
    doc,
    stamps: {},
    isNew: true,
    by: small.admin
  }))
  await memory.decide(small.organisation, (decision) =>
    decision.write({ version: rows.length, numbers: {}, rows, leaves: [], commands: [] })
  )
  store = memory
  decisions = 0
  poisoned = []
  const picky: ServerStore = { ...memory, decide: (id, run) => memory.decide(id, (decision) => run(pickyDecision(decision))) }
  service = createPushService({ store: picky, commandNamed, now: () => at, onPoison: ({ id }) => poisoned.push(id) })
})

/** A database that can't hold a certain word, and whose connection another word breaks. */
function pickyDecision(decision: OpenDecision): OpenDecision {
  decisions += 1
  return {
    ...decision,
    write(batch) {
      const text = JSON.stringify(batch.rows)
      if (text.includes('unstorable')) throw new UnstorableError('a word')
      if (text.includes('broken line')) throw new Error('the connection is gone')
      return decision.write(batch)
    }
  }
}

function comment(body: string, sequence: number): WireCommand {
  count += 1
  const id = commandId(at, new Uint8Array([1, 2, 3, 4, 5, count >> 8, count & 255, 0]))
  const input = { ticketId: small.northTicket, visibility: 'internal', channel: 'note', body }
  return { id, sequence, name: 'ticket.comment', version: 1, input, base: {}, at, clockOffsetMs: 0, provisionalNumber: 'X-1' }
}
const push = (deviceId: string, ...commands: WireCommand[]) => service.push({ ...caller, deviceId }, { protocol: 1, epoch: null, commands })
const kinds = (answer: Awaited<ReturnType<typeof push>>): string[] =>
  answer.outcomes.map(({ outcome }) => (outcome.type === 'refused' ? outcome.refusal.type : outcome.type))

describe('push service', () => {
  it('decides what waits of many devices in one transaction', async () => {
    const first = push(idOf(1000), comment('first', 1))
    const waiting = Array.from({ length: 20 }, (_, device) => push(idOf(1001 + device), comment('waiting', 1)))
    await first
    await Promise.all(waiting)
    expect(decisions).toBeLessThanOrEqual(3)
    // A comment and its event each, and the ticket once: it is touched at one and the same time.
    expect((await store.head(small.organisation)).version).toBe(smallRows().length + 21 * 2 + 1)
  })

  it('sets only the command aside that the database can not hold, whoever else is in the batch', async () => {
    const first = push(idOf(1000), comment('first', 1))
    const bad = push(idOf(1001), comment('before', 1), comment('unstorable', 2), comment('after', 3))
    const good = push(idOf(1002), comment('good', 1))
    await first
    expect(kinds(await bad)).toEqual(['applied', 'poisonous', 'applied'])
    expect(kinds(await good)).toEqual(['applied'])
    expect(poisoned).toHaveLength(1)
  })

  it('remembers what was set aside: the same command again is not run again', async () => {
    const command = comment('unstorable', 1)
    expect(kinds(await push(caller.deviceId, command))).toEqual(['poisonous'])
    const before = decisions
    expect(kinds(await push(caller.deviceId, command))).toEqual(['poisonous'])
    expect(decisions).toBe(before + 1)
    expect(await store.highWater(small.organisation, caller.deviceId)).toBe(1)
  })

  it('records nothing when the database itself fails, so that the device asks again', async () => {
    await expect(push(caller.deviceId, comment('broken line', 1))).rejects.toThrow('the connection is gone')
    expect(await store.highWater(small.organisation, caller.deviceId)).toBe(0)
  })

  it('sees in one batch what the commands before did', async () => {
    const archive = { ...comment('', 1), name: 'ticket.archive', input: { id: small.northTicket } }
    expect(kinds(await push(caller.deviceId, archive, comment('too late', 2)))).toEqual(['applied', 'archived'])
  })
})
