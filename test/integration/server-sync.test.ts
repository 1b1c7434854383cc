// The server's half of sync over real HTTP and PostgreSQL: exactly once, forks, refusals, parking, merges, scope, moves.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FeedItem } from '#sync/protocol/rows.ts'
import { idOf } from '../support/rows.ts'
import { canaries, small } from '../support/small-organisation.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { TestDevice } from '../support/test-device.ts'

let server: TestServer
let admin: TestDevice
let technician: TestDevice
let agent: TestDevice

beforeAll(async () => {
  server = await startTestServer()
  admin = new TestDevice(server.address, await server.signIn('admin'))
  technician = new TestDevice(server.address, await server.signIn('technician'))
  agent = new TestDevice(server.address, await server.signIn('agent'))
})
afterAll(() => server.close())

const comment = (ticketId: string, body = 'Done.') => ({ ticketId, visibility: 'internal', channel: 'note', body })
const docOf = (items: readonly FeedItem[], entity: string, id: string): Record<string, unknown> | undefined => {
  const found = items.findLast((item) => item[0] === 'r' && item[1] === entity && (item[3] as { id: string }).id === id)
  return found?.[0] === 'r' ? found[3] : undefined
}
const edit = (id: string, fields: object) => ({ id, fields })

describe('exactly once', () => {
  it('[PUSH3] answers a repeated push from the record and runs nothing again', async () => {
    const command = technician.command('ticket.comment', comment(small.northTicket, 'only once'))
    const first = await technician.push(command)
    const again = await technician.push(command)
    expect(again.outcomes).toEqual(first.outcomes)
    expect(first.highWater).toBe(command.sequence)
    const written = (await admin.items(0)).filter((item) => JSON.stringify(item).includes('only once'))
    expect(written).toHaveLength(1)
  })

  it('[SYNC2] runs a command once that comes twice at the same moment', async () => {
    const command = technician.command('ticket.comment', comment(small.northTicket, 'at the same moment'))
    const answers = await Promise.all(Array.from({ length: 8 }, () => technician.push(command)))
    expect(new Set(answers.map(({ outcomes }) => JSON.stringify(outcomes))).size).toBe(1)
    const written = (await admin.items(0)).filter((item) => JSON.stringify(item).includes('at the same moment'))
    expect(written).toHaveLength(1)
  })

  it('[FORK1] names the sequence at which a cloned profile parts from its original, and runs nothing from there on', async () => {
    const clone = new TestDevice(server.address, technician.session)
    clone.sequence = technician.sequence
    const original = technician.command('ticket.comment', comment(small.northTicket, 'from the original'))
    await technician.push(original)
    const answer = await clone.push(
      clone.command('ticket.comment', comment(small.northTicket, 'from the clone')),
      clone.command('ticket.comment', comment(small.northTicket, 'from the clone too'))
    )
    expect(answer).toMatchObject({ fork: original.sequence, outcomes: [], highWater: original.sequence })
    expect(JSON.stringify(await admin.items(0))).not.toContain('from the clone')
    technician.sequence = clone.sequence
  })

  it('[JRN3] knows a command by its id after the device was renumbered', async () => {
    const command = technician.command('ticket.comment', comment(small.northTicket, 'renumbered'))
    const first = await technician.push(command)
    const fresh = new TestDevice(server.address, await server.signIn('technician'))
    const again = await fresh.push({ ...command, sequence: 1 })
    expect(again).toMatchObject({ outcomes: [{ ...first.outcomes[0], sequence: 1 }], highWater: 1, fork: null })
    expect((await admin.items(0)).filter((item) => JSON.stringify(item).includes('"renumbered"'))).toHaveLength(1)
  })

  it('says so when a known id comes back with other content', async () => {
    const command = technician.command('ticket.comment', comment(small.northTicket, 'this'))
    await technician.push(command)
    const answer = await technician.push({ ...command, input: comment(small.northTicket, 'that') })
    expect(answer.outcomes[0]?.outcome).toMatchObject({ type: 'refused', refusal: { type: 'already-exists', field: 'id' } })
  })

  it('[EPOCH3] runs nothing for a device that knows another epoch', async () => {
    const command = technician.command('ticket.comment', comment(small.northTicket, 'other epoch'))
    const answer = await technician.post('/v1/sync/push', { protocol: 1, epoch: idOf(77), commands: [command] })
    expect(JSON.parse(answer.text)).toMatchObject({ outcomes: [], fork: null })
    expect((await technician.pull(0, idOf(77))).type).toBe('snapshot')
    technician.sequence -= 1
  })
})

describe('outcomes', () => {
  it('[PUSH4] records a refusal with its reason and goes on with the next', async () => {
    const answer = await technician.push(
      technician.command('ticket.comment', comment(small.northTicket, ' ')),
      technician.command('client.create', { name: 'Not mine', code: 'NM' }),
      technician.command('no.such', {}),
      technician.command('ticket.comment', comment(small.northTicket, 'after refusals'))
    )
    const outcomes = answer.outcomes.map(({ outcome }) => (outcome.type === 'refused' ? outcome.refusal.type : outcome.type))
    expect(outcomes).toEqual(['invalid-input', 'forbidden', 'unknown-command', 'applied'])
  })

  it('refuses what is outside of the scope and parks what is not there at all', async () => {
    expect(await technician.run('ticket.comment', comment(small.southTicket))).toMatchObject({ refusal: { type: 'out-of-scope' } })
    expect(await technician.run('ticket.comment', comment(idOf(8888)))).toEqual({ type: 'parked', entity: 'ticket', id: idOf(8888) })
  })

  it('[PUSH7] tries a parked command again when it is pushed again', async () => {
    const opened = technician.command('ticket.open', { clientId: small.north, subject: 'Comes later' })
    const ticketId = `${opened.id.slice(0, 32)}0001`
    const early = technician.command('ticket.comment', comment(ticketId, 'waited'))
    expect((await technician.push(early)).outcomes[0]?.outcome.type).toBe('parked')
    expect((await technician.push(opened)).outcomes[0]?.outcome.type).toBe('applied')
    const again = await technician.push(early)
    expect(again.outcomes[0]?.outcome.type).toBe('applied')
    expect((await technician.push(early)).outcomes).toEqual(again.outcomes)
  })

  it('gives tickets their numbers in the order of decisions, without a gap for refused ones', async () => {
    const opening = (subject: string) => admin.command('ticket.open', { clientId: small.north, subject })
    const { outcomes } = await admin.push(opening('one'), opening(' '), opening('two'))
    expect(outcomes.map(({ outcome }) => outcome.type)).toEqual(['applied', 'refused', 'applied'])
    const items = await admin.items(0)
    const docs = items.flatMap((item) => (item[0] === 'r' ? [item[3]] : []))
    const numberOf = (subject: string): unknown => docs.find((doc) => doc['subject'] === subject)?.['number']
    expect(Number(numberOf('two')) - Number(numberOf('one'))).toBe(1)
  })

  it('[PUSH6] sets a command aside whose values no database can hold, and goes on', async () => {
    const answer = await technician.push(
      technician.command('ticket.edit', edit(small.northTicket, { category: 'x' }), { base: { category: 1e300 } }),
      technician.command('ticket.comment', comment(small.northTicket, 'after poison'))
    )
    expect(answer.outcomes.map(({ outcome }) => outcome.type)).toEqual(['refused', 'applied'])
  })
})

describe('merge', () => {
  const at = (ms: number) => ({ at: Date.now() + ms })

  it('[MERGE1] keeps edits of different fields from the same base, without a conflict', async () => {
    const before = await admin.version()
    const { northTicket2: id } = small
    await admin.run('ticket.edit', edit(id, { impact: 1 }), { base: { impact: 1 } })
    await technician.run('ticket.edit', edit(id, { category: 'Printing' }), { base: { category: null } })
    const items = await admin.items(before)
    expect(docOf(items, 'ticket', id)).toMatchObject({ category: 'Printing' })
    expect(items.some((item) => item[1] === 'conflict')).toBe(false)
  })

  it('[MERGE3] lets the later event time win a `last` field, and keeps the loser in a conflict', async () => {
    const before = await admin.version()
    const id = small.northTicket2
    await admin.run('ticket.edit', edit(id, { category: 'Late' }), { base: { category: 'Printing' }, ...at(-1000) })
    await technician.run('ticket.edit', edit(id, { category: 'Early' }), { base: { category: 'Printing' }, ...at(-600_000) })
    const items = await admin.items(before)
    expect(docOf(items, 'ticket', id)?.['category']).toBe('Late')
    const conflicts = items.flatMap((item) => (item[0] === 'r' && item[1] === 'conflict' ? [item[3]] : []))
    expect(conflicts).toMatchObject([{ field: 'category', kept: 'Late', lost: 'Early', incomingLost: true, clientId: small.north }])
  })

  it('lets no device win by a clock that runs ahead', async () => {
    const id = small.northTicket2
    const base = { category: 'Late' }
    await technician.run('ticket.edit', edit(id, { category: 'From tomorrow' }), { base, ...at(86_400_000) })
    await admin.run('ticket.edit', edit(id, { category: 'Now' }), { base, ...at(0) })
    expect(docOf(await admin.items(0), 'ticket', id)?.['category']).toBe('Now')
  })

  it('[MERGE2] puts an `ask` field before a person and keeps the server’s value; several clashes of one device make one conflict', async () => {
    const before = await admin.version()
    const id = small.northTicket2
    const subject = `Printer ${canaries.north} 2`
    await admin.run('ticket.edit', edit(id, { subject: 'Admin says' }), { base: { subject } })
    await technician.run('ticket.edit', edit(id, { subject: 'First' }), { base: { subject } })
    await technician.run('ticket.edit', edit(id, { subject: 'Second' }), { base: { subject: 'First' } })
    const items = await admin.items(before)
    expect(docOf(items, 'ticket', id)?.['subject']).toBe('Admin says')
    const conflicts = items.flatMap((item) => (item[0] === 'r' && item[1] === 'conflict' ? [item[3]] : []))
    expect(conflicts).toMatchObject([{ field: 'subject', base: subject, kept: 'Admin says', lost: 'Second' }])
  })

  it('[SYNC6] keeps what another person’s word lost when the same device loses, or wins, again', async () => {
    const before = await admin.version()
    const id = small.northTicket2
    const at = (delayMs: number) => ({ at: Date.now() + delayMs })
    await admin.run('ticket.edit', edit(id, { category: 'Seen by all' }), at(0))
    const base = { category: 'Seen by all' }
    await admin.run('ticket.edit', edit(id, { category: 'Admin' }), { base, ...at(0) })
    await technician.run('ticket.edit', edit(id, { category: 'Technician 1' }), { base, ...at(-60_000) })
    await technician.run('ticket.edit', edit(id, { category: 'Technician 2' }), { base: { category: 'Technician 1' }, ...at(60_000) })
    await technician.run('ticket.edit', edit(id, { category: 'Technician 3' }), { base: { category: 'Neither' }, ...at(-60_000) })
    const conflicts = (await admin.items(before)).flatMap((item) => (item[0] === 'r' && item[1] === 'conflict' ? [item[3]] : []))
    expect(conflicts.map((doc) => doc['lost']).toSorted((a, b) => String(a).localeCompare(String(b)))).toEqual(['Admin', 'Technician 3'])
  })
})

describe('scope', () => {
  it('[SYNC4] sends a device only rows of its clients, and nothing that its role may not see', async () => {
    const { head, text } = await technician.snapshot()
    expect(head).toMatchObject({ scope: [small.north], permissionsKey: '', remaining: 0 })
    for (const canary of [canaries.south, canaries.contract, String(canaries.cost)]) expect(text).not.toContain(canary)
    expect(text).toContain(canaries.north)
    const feed = JSON.stringify(await technician.items(0))
    for (const canary of [canaries.south, canaries.contract, String(canaries.cost)]) expect(feed).not.toContain(canary)
    const agentText = (await agent.snapshot()).text
    expect(agentText).toContain(`${canaries.contract} ${canaries.south}`)
    expect(agentText).not.toContain(canaries.north)
    expect((await technician.snapshot([small.south])).head.pages).toBe(0)
  })

  it('[SCOPE3] moves a ticket with all that belongs to it: leaves where it was, rows where it is', async () => {
    await admin.run('ticket.comment', comment(small.southTicket, 'moves along'))
    const before = await admin.version()
    const moved = await admin.run('ticket.move', { id: small.southTicket, fromClientId: small.south, clientId: small.north })
    expect(moved.type).toBe('applied')
    const left = await agent.items(before)
    expect(left.filter((item) => item[0] === 'l').map((item) => item[1])).toEqual(expect.arrayContaining(['ticket', 'comment', 'event']))
    expect(left.some((item) => item[0] === 'r' && item[1] !== 'device')).toBe(false)
    const came = await technician.items(before)
    expect(docOf(came, 'ticket', small.southTicket)?.['clientId']).toBe(small.north)
    expect(docOf(came, 'comment', small.southComment)?.['clientId']).toBe(small.north)
    expect(JSON.stringify(came)).toContain('moves along')
    expect(came.some((item) => item[0] === 'l')).toBe(false)
    expect(await technician.run('ticket.comment', comment(small.southTicket, 'now mine'))).toMatchObject({ type: 'applied' })
    expect(await agent.run('ticket.comment', comment(small.southTicket))).toMatchObject({ refusal: { type: 'out-of-scope' } })
  })

  it('follows a change of clients at once: enter by snapshot, leave by refusal', async () => {
    const widened = edit(small.technician, { clientIds: [small.north, small.south] })
    expect((await admin.run('person.edit', widened, { base: { clientIds: [small.north] } })).type).toBe('applied')
    expect(await technician.pull(await admin.version())).toMatchObject({ scope: [small.north, small.south] })
    expect((await technician.snapshot([small.south])).text).toContain(canaries.south)
    const narrowed = edit(small.technician, { clientIds: [small.north] })
    const base = { clientIds: [small.north, small.south] }
    expect((await admin.run('person.edit', narrowed, { base })).type).toBe('applied')
    expect((await technician.snapshot([small.south])).text).not.toContain(canaries.south)
    expect(await technician.run('ticket.comment', comment(small.southTicket2))).toMatchObject({ refusal: { type: 'out-of-scope' } })
  })

  it('obeys a change of role within the same push', async () => {
    const promote = admin.command('person.edit', edit(small.agent, { role: 'technician' }), { base: { role: 'agent' } })
    await admin.push(promote)
    expect((await agent.snapshot()).text).not.toContain(canaries.contract)
    await admin.run('person.edit', edit(small.agent, { role: 'agent' }), { base: { role: 'technician' } })
    expect((await agent.snapshot()).text).toContain(canaries.contract)
  })
})
