// Commands of old forms: a chain of steps on whoever runs them later, the server or this device's newer build.

import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type Base, type CommandDefinition, defineCommand } from '#core/kernel/command.ts'
import { commandId } from '#core/kernel/ids.ts'
import { ok } from '#core/kernel/result.ts'
import { upgradeChain } from '#core/kernel/upgrade.ts'
import { commands, commandNamed } from '#core/registry.ts'
import { ticket } from '#core/tickets/ticket.entity.ts'
import { createMemoryStore } from '#server/store/memory-store.ts'
import { createPushService } from '#server/sync/push-service.ts'
import { idOf } from '#test/support/rows.ts'
import { small, smallRows } from '#test/support/small-organisation.ts'

const at = 1_800_000_000_000

interface First {
  readonly ticket: string
  readonly title: string
}
interface Second {
  readonly id: string
  readonly title: string
}

/** Form 1 said {ticket, title}, form 2 {id, title}, today's says {id, fields: {subject}}. */
const rename = defineCommand({
  name: 'ticket.rename',
  version: 3,
  requires: 'ticket.work',
  input: z.strictObject({ id: z.string(), fields: z.strictObject({ subject: z.string().optional() }) }),
  asserts: {
    entity: ticket,
    id: (input) => input.id,
    fields: (input) => input.fields,
    withFields: (input, fields) => ({ ...input, fields: { ...fields } })
  },
  load: async () => null,
  decide: (_, input) => ok({ changes: [{ type: 'patch', entity: ticket.name, id: input.id, fields: input.fields }], events: [] }),
  upgrade: upgradeChain<unknown>(
    (old) => ({ id: (old as First).ticket, title: (old as First).title }),
    (old) => ({ id: (old as Second).id, fields: { subject: (old as Second).title } })
  ),
  upgradeBase: upgradeChain<Base>(
    (old) => old,
    ({ title }) => ({ subject: title })
  )
})

function world() {
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
  const known = (name: string): CommandDefinition | undefined => (name === rename.name ? rename : commandNamed(name))
  const service = createPushService({ store: memory, commandNamed: known, now: () => at, onPoison: () => undefined })
  let sequence = 0
  const push = async (version: number, input: unknown, base: Base) => {
    sequence += 1
    const id = commandId(at, new Uint8Array([9, 9, 9, 9, 9, 9, 9, sequence]))
    const wire = { id, sequence, name: rename.name, version, input, base, at, clockOffsetMs: 0, provisionalNumber: 'X-1' }
    const caller = { organisationId: small.organisation, personId: small.admin, deviceId: idOf(901) }
    const { outcomes } = await service.push(caller, { protocol: 1, epoch: null, commands: [wire] })
    return outcomes[0]?.outcome
  }
  const subject = async (): Promise<unknown> => {
    const viewer = await memory.viewer(small.organisation, small.admin)
    if (!viewer) throw new Error('the administrator is there')
    const head = await memory.head(small.organisation)
    const { items } = await memory.feed(viewer, 0, head, 1000)
    const all = items.map((item) => JSON.parse(item) as [string, string, number, { id: string; subject?: string }])
    return all.findLast(([, entity, , doc]) => entity === 'ticket' && doc.id === small.northTicket)?.[3].subject
  }
  const begin = () =>
    memory.decide(small.organisation, (decision) => decision.write({ version: rows.length, numbers: {}, rows, leaves: [], commands: [] }))
  return { push, subject, begin }
}

const seen = 'Printer canary-north 1'

describe('a command of an older form', () => {
  it.each([
    [1, { ticket: small.northTicket, title: 'Renamed' }, { title: seen }],
    [2, { id: small.northTicket, title: 'Renamed' }, { title: seen }],
    [3, { id: small.northTicket, fields: { subject: 'Renamed' } }, { subject: seen }]
  ])('[UP1] of version %i is applied by a server that knows version 3', async (version, input, base) => {
    const { begin, push, subject } = world()
    await begin()
    expect(await push(version, input, base)).toMatchObject({ type: 'applied' })
    expect(await subject()).toBe('Renamed')
  })

  it('[UP1] merges against the base that was seen, under its new names', async () => {
    const { begin, push, subject } = world()
    await begin()
    await push(3, { id: small.northTicket, fields: { subject: 'By somebody else' } }, { subject: seen })
    await push(2, { id: small.northTicket, title: seen }, { title: seen })
    expect(await subject()).toBe('By somebody else')
  })

  it('[UP1] is refused by name where it is newer than the server, and where no step leads on', async () => {
    const { begin, push } = world()
    await begin()
    expect(await push(4, {}, {})).toMatchObject({ type: 'refused', refusal: { type: 'unsupported-version', expected: 'at most 3' } })
  })

  it('[UP1] every command above version 1 says how older ones are upgraded', () => {
    const without = commands.filter(({ version, upgrade }) => version > 1 && !upgrade).map(({ name }) => name)
    expect(without).toEqual([])
  })
})
