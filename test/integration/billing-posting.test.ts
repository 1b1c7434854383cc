// Posting on the real server and PostgreSQL: the server orders postings, of two that overlap the first stands, a line is charged once, and
// what was posted and issued stays byte for byte what it was, whatever comes late.

import { afterAll, beforeAll, expect, it } from 'vitest'
import { chargeIdOf } from '#core/charges/charge-line.ts'
import { asOwner } from '#server/postgres/owner.ts'
import { lineOf } from '#test/unit/core/documents/random-invoices.ts'
import { small } from '../support/small-organisation.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { TestDevice } from '../support/test-device.ts'

let server: TestServer
let office: TestDevice
let other: TestDevice

beforeAll(async () => {
  server = await startTestServer()
  office = new TestDevice(server.address, await server.signIn('admin'))
  other = new TestDevice(server.address, await server.signIn('admin'))
})
afterAll(() => server.close())

/** Documents of an entity as the database keeps them. */
function stored(entity: string): Promise<readonly string[]> {
  return asOwner(server.database.owner, async (owner) => {
    const { rows } = await owner.query<{ doc: string }>(`SELECT doc::text AS doc FROM fixpoint.${entity} ORDER BY id`)
    return rows.map(({ doc }) => doc)
  })
}

function charge(name: string) {
  const { chargeIds: _none, ...line } = lineOf(1, { unitMinor: 4995, quantity: '1.5' })
  return { ...line, id: chargeIdOf(small.north, name), currency: 'EUR', taxRateId: null, adjustsId: null }
}

function posting(from: string, through: string, names: readonly string[]) {
  return { clientId: small.north, from, through, draws: [], charges: names.map(charge) }
}

const many = Array.from({ length: 400 }, (_, index) => `fee/${index}`)

it('takes hundreds of lines at once, and of two postings of the same days the first stands', async () => {
  const [first, second] = await Promise.all([
    office.run('billing-period.post', posting('2026-01-01', '2026-01-31', many)),
    other.run('billing-period.post', posting('2026-01-01', '2026-01-31', many))
  ])
  expect([first, second].map(({ type }) => type).toSorted((a, b) => (a < b ? -1 : 1))).toEqual(['applied', 'refused'])
  const refused = first.type === 'refused' ? first : second
  expect(refused).toMatchObject({ refusal: { type: 'wrong-state', field: 'through' } })
  expect(await stored('charge')).toHaveLength(400)
})

it('refuses a later posting that charges a line again, and keeps nothing of it', async () => {
  const again = await office.run('billing-period.post', posting('2026-02-01', '2026-02-28', ['fee/new', 'fee/7']))
  expect(again).toMatchObject({ type: 'refused', refusal: { type: 'already-exists', field: 'charges.1.id' } })
  expect(await stored('charge')).toHaveLength(400)
  expect(await stored('billing_period')).toHaveLength(1)
})

it('binds charges to one document, issues it, and leaves both as they were when more is posted, voided or credited later', async () => {
  await office.run('number-series.create', { kind: 'invoice', prefix: 'INV-' })
  const line = { ...lineOf(1, { unitMinor: 4995, quantity: '1.5' }), id: chargeIdOf(small.north, 'fee/1') }
  const input = { clientId: small.north, title: 'January', currency: 'EUR', lines: [{ ...line, chargeIds: [line.id] }] }
  const draft = office.command('invoice.draft', input)
  const [, late] = (await office.push(draft, office.command('invoice.draft', input))).outcomes
  expect(late?.outcome).toMatchObject({ type: 'refused', refusal: { type: 'already-exists', field: 'lines.0.chargeIds' } })
  const id = `${draft.id.slice(0, 32)}0001`
  expect(await office.run('invoice.approve', { id })).toMatchObject({ type: 'applied' })
  expect(await office.run('invoice.issue', { id, issuedOn: '2026-02-03' })).toMatchObject({ type: 'applied' })
  const frozen = (rows: readonly string[]): unknown => {
    const row = rows.map((text) => JSON.parse(text) as Record<string, unknown>).find((each) => each['id'] === id)
    const { updatedAt: _at, creditedById: _by, rebill: _rebill, ...document } = row ?? {}
    return document
  }
  const [invoices, charges] = [await stored('invoice'), await stored('charge')]
  expect(frozen(invoices)).toMatchObject({ number: 'INV-00001', netMinor: 7493 })

  expect(await office.run('billing-period.post', posting('2026-02-01', '2026-02-28', ['fee/late']))).toMatchObject({ type: 'applied' })
  expect(await office.run('invoice.edit', { id, fields: { note: 'Changed' } })).toMatchObject({ type: 'refused' })
  expect(await office.run('invoice.discard', { id })).toMatchObject({ type: 'refused' })
  expect(await office.run('charge.void', { id: line.id })).toMatchObject({ type: 'refused' })
  expect(await office.run('invoice.credit', { id, reason: 'Wrong client' })).toMatchObject({ type: 'applied' })

  const after = await stored('charge')
  for (const text of charges) expect(after).toContain(text)
  expect(frozen(await stored('invoice'))).toEqual(frozen(invoices))
})
