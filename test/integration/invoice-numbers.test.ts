// Numbers of invoices on the real server and PostgreSQL: the office's series counts without gap under the server's lock, a device's own series
// reaches it at sign-in, and neither a fork, a refusal nor a restored server gives a number twice.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { deviceSeriesId, nextNumber } from '#core/billing/device-series.ts'
import type { Invoice } from '#core/billing/invoice.entity.ts'
import type { NumberSeries } from '#core/billing/number-series.entity.ts'
import { onSiteInvoice } from '#core/billing/on-site-invoice.ts'
import type { Client } from '#core/clients/client.entity.ts'
import type { Organisation } from '#core/organisation/organisation.entity.ts'
import { asOwner, markRestored } from '#server/postgres/owner.ts'
import { lineOf } from '#test/unit/core/documents/random-invoices.ts'
import { emailOf, small } from '../support/small-organisation.ts'
import { signIn, startTestServer, type TestServer } from '../support/server.ts'
import { TestDevice } from '../support/test-device.ts'

let server: TestServer
let admin: TestDevice

beforeAll(async () => {
  server = await startTestServer()
  admin = new TestDevice(server.address, await server.signIn('admin'))
})
afterAll(() => server.close())

async function rows<Row>(entity: string): Promise<readonly Row[]> {
  return asOwner(server.database.owner, async (owner) => {
    const { rows: found } = await owner.query<{ doc: Row }>(`SELECT doc FROM fixpoint.${entity} WHERE deleted_at IS NULL ORDER BY version`)
    return found.map(({ doc }) => doc)
  })
}

async function row<Row extends { readonly id: string }>(entity: string, id: string): Promise<Row> {
  const found = (await rows<Row>(entity)).find((each) => each.id === id)
  if (!found) throw new Error(`no ${entity} ${id}`)
  return found
}

const seriesOf = (device: TestDevice): Promise<NumberSeries> => row('number_series', deviceSeriesId(device.session.deviceId))

const usualLines = [lineOf(1, { quantity: '1.25', unitMinor: 9990 }), lineOf(2, { unitMinor: 4995, unit: 'C62' })]

/** What a device hands over on the spot. */
async function handedOver(device: TestDevice, printed: readonly string[] = [], series?: NumberSeries, lines = usualLines) {
  return onSiteInvoice({
    organisation: await row<Organisation>('organisation', small.organisation),
    client: await row<Client>('client', small.north),
    series: series ?? (await seriesOf(device)),
    printed,
    ticketId: small.northTicket,
    title: 'Printer repaired',
    note: '',
    currency: 'EUR',
    today: '2026-02-01',
    lines
  })
}

async function draftApproved(): Promise<string> {
  const draft = admin.command('invoice.draft', { clientId: small.north, title: 'January', lines: [lineOf(1)], currency: 'EUR' })
  const id = `${draft.id.slice(0, 32)}0001`
  const { outcomes } = await admin.push(draft)
  expect(outcomes[0]?.outcome).toMatchObject({ type: 'applied' })
  expect(await admin.run('invoice.approve', { id })).toMatchObject({ type: 'applied' })
  return id
}

const issue = (id: string) => admin.command('invoice.issue', { id, issuedOn: '2026-02-01' })

describe('numbers of the office', () => {
  it('[NUM4] are given by the server in the order of its decisions, without a gap for what was refused, and never twice', async () => {
    expect(await admin.run('number-series.create', { kind: 'invoice', prefix: 'INV-', next: 41 })).toMatchObject({ type: 'applied' })
    const [first, second, third] = [await draftApproved(), await draftApproved(), await draftApproved()]
    const twice = admin.command('invoice.issue', { id: first, issuedOn: '2026-02-01' })
    const answers = await admin.push(issue(first), twice, issue(second))
    expect(answers.outcomes.map(({ outcome }) => outcome.type)).toEqual(['applied', 'refused', 'applied'])
    await admin.push(issue(third))
    const numbers = (await rows<Invoice>('invoice')).map(({ number }) => number)
    expect(numbers).toEqual(expect.arrayContaining(['INV-00041', 'INV-00042', 'INV-00043']))
    expect(await row<Invoice>('invoice', second)).toMatchObject({
      number: 'INV-00042',
      status: 'issued',
      dueOn: '2026-02-15',
      grossMinor: 11_900
    })
  })

  it('[NUM4] stay without gap and without double when many offices issue at the same moment', async () => {
    const ids: string[] = []
    for (let n = 0; n < 6; n++) ids.push(await draftApproved())
    const offices = await Promise.all(ids.map(async () => new TestDevice(server.address, await server.signIn('admin'))))
    const issued = await Promise.all(offices.map((office, n) => office.run('invoice.issue', { id: ids[n], issuedOn: '2026-02-01' })))
    expect(issued.map(({ type }) => type)).toEqual(ids.map(() => 'applied'))
    const numbers = (await rows<Invoice>('invoice')).flatMap(({ id, number }) => (ids.includes(id) ? [number] : []))
    expect(new Set(numbers)).toEqual(new Set([44, 45, 46, 47, 48, 49].map((n) => `INV-000${n}`)))
  })

  it('[NUM4] skip ahead after a restore, so that none that was given and lost comes back', async () => {
    await asOwner(server.database.owner, (owner) => markRestored(owner, small.organisation))
    const id = await draftApproved()
    await admin.push(issue(id))
    expect((await row<Invoice>('invoice', id)).number).toBe('INV-01050')
  })

  it('have prefixes that can’t meet', async () => {
    const outcome = await admin.run('number-series.create', { kind: 'credit-note', prefix: 'INV-0' })
    expect(outcome).toMatchObject({ type: 'refused', refusal: { type: 'already-exists', field: 'prefix' } })
  })
})

describe('numbers of a device', () => {
  it('come from a series of its own that is there after the first sign-in and stays the same after the next', async () => {
    const session = await server.signIn('technician')
    const granted = await seriesOf(new TestDevice(server.address, session))
    expect(granted).toMatchObject({ next: 1, deviceId: session.deviceId, closedAt: null })
    await signIn(server.address, emailOf('technician'), session.deviceId)
    expect(await seriesOf(new TestDevice(server.address, session))).toEqual(granted)
  })

  it('[NUM1] stand on the invoice exactly as printed: the server holds the same cent and number, whatever changed meanwhile', async () => {
    const device = new TestDevice(server.address, await server.signIn('technician'))
    const input = await handedOver(device)
    const command = device.command('invoice.issue-on-site', input)
    await admin.run('organisation.edit', { id: small.organisation, fields: { street: 'Moved 1', vatId: 'DE999999999' } })
    expect((await device.push(command)).outcomes[0]?.outcome.type).toBe('applied')
    const { clientId: _, ...printed } = input
    expect(await row<Invoice>('invoice', `${command.id.slice(0, 32)}0001`)).toMatchObject({
      ...printed,
      status: 'issued',
      grossMinor: 20_805
    })
    expect((await seriesOf(device)).next).toBe(2)
  })

  it('[NUM1] are not given twice: a second document under the same number is refused, and a number that was left out is told', async () => {
    const device = new TestDevice(server.address, await server.signIn('technician'))
    const [first, again] = [await handedOver(device), await handedOver(device)]
    const refusedNumber = nextNumber(await seriesOf(device), [first.number])
    const third = await handedOver(device, [first.number, refusedNumber])
    const { outcomes } = await device.push(
      device.command('invoice.issue-on-site', first),
      device.command('invoice.issue-on-site', again),
      device.command('invoice.issue-on-site', third)
    )
    expect(outcomes.map(({ outcome }) => (outcome.type === 'refused' ? outcome.refusal.type : outcome.type))).toEqual([
      'applied',
      'already-exists',
      'applied'
    ])
    const told = (await rows<{ kind: string; data: unknown }>('event')).filter(({ kind }) => kind === 'number_series.left-out')
    expect(told.at(-1)?.data).toEqual({ from: 2, through: 2 })
    expect(third.number.endsWith('0003')).toBe(true)
  })

  it('[NUM2] don’t come from another device’s series: a copied profile is told, signs in anew and issues from its new one', async () => {
    const session = await server.signIn('technician')
    const original = new TestDevice(server.address, session)
    const copy = new TestDevice(server.address, session)
    const [mine, theirs] = [await handedOver(original), await handedOver(copy)]
    expect(theirs.number).toBe(mine.number)
    await original.push(original.command('invoice.issue-on-site', mine))
    const command = copy.command('invoice.issue-on-site', theirs)
    expect(await copy.push(command)).toMatchObject({ fork: 1, outcomes: [] })
    const fresh = new TestDevice(server.address, await server.signIn('technician'))
    const renumbered = await fresh.push({ ...command, sequence: 1 })
    expect(renumbered.outcomes[0]?.outcome).toMatchObject({ type: 'refused', refusal: { type: 'wrong-state', field: 'seriesId' } })
    fresh.sequence = 1
    const anew = await handedOver(fresh)
    expect(anew.number).not.toBe(mine.number)
    expect(await fresh.run('invoice.issue-on-site', anew)).toMatchObject({ type: 'applied' })
    const numbers = (await rows<Invoice>('invoice')).flatMap(({ number }) => (number === null ? [] : [number]))
    expect(new Set(numbers).size).toBe(numbers.length)
  })

  it('[NUM3] are the same again on a restored server that forgot the series: it is granted under the same name, and printed numbers stand', async () => {
    const session = await server.signIn('technician')
    const device = new TestDevice(server.address, session)
    const granted = await seriesOf(device)
    const second = await handedOver(device, [nextNumber(granted, [])])
    await asOwner(server.database.owner, (owner) => owner.query('DELETE FROM fixpoint.number_series WHERE id = $1', [granted.id]))
    await signIn(server.address, emailOf('technician'), session.deviceId)
    expect(await seriesOf(device)).toMatchObject({ id: granted.id, prefix: granted.prefix })
    expect(await device.run('invoice.issue-on-site', second)).toMatchObject({ type: 'applied' })
  })

  it('bind the charges that the paper bills; what the office billed meanwhile is told in the history, never refused', async () => {
    const add = {
      clientId: small.north,
      date: '2026-01-15',
      description: 'Cable',
      quantity: '1',
      unit: 'C62',
      unitMinor: 1000
    }
    const command = admin.command('charge.add', { ...add, currency: 'EUR' })
    expect((await admin.push(command)).outcomes[0]?.outcome).toMatchObject({ type: 'applied' })
    const chargeId = `${command.id.slice(0, 32)}0001`
    const lines = [lineOf(1, { quantity: '1', unitMinor: 1000, chargeIds: [chargeId] })]
    const issued: string[] = []
    for (const device of [
      new TestDevice(server.address, await server.signIn('technician')),
      new TestDevice(server.address, await server.signIn('technician'))
    ]) {
      const paper = device.command('invoice.issue-on-site', await handedOver(device, [], undefined, lines))
      expect((await device.push(paper)).outcomes[0]?.outcome).toMatchObject({ type: 'applied' })
      issued.push(`${paper.id.slice(0, 32)}0001`)
    }
    expect(await row('charge', chargeId)).toMatchObject({ invoiceId: issued[0] })
    const told = (await rows<{ kind: string; subjectId: string }>('event')).filter(({ kind }) => kind === 'invoice.overlaps')
    expect(told.map(({ subjectId }) => subjectId)).toEqual([issued[1]])
  })

  it('are refused with the field at fault where sums don’t tie or the number is not one of the series', async () => {
    const device = new TestDevice(server.address, await server.signIn('technician'))
    const input = await handedOver(device)
    const refusals = [
      { ...input, grossMinor: input.grossMinor + 1 },
      { ...input, number: 'F-0001' },
      { ...input, taxes: input.taxes.map((tax) => ({ ...tax, taxableMinor: tax.taxableMinor - 1 })) }
    ]
    const fields: unknown[] = []
    for (const each of refusals) {
      const outcome = await device.run('invoice.issue-on-site', each)
      fields.push(outcome.type === 'refused' && outcome.refusal.field)
    }
    expect(fields).toEqual(['grossMinor', 'number', 'taxes.0.taxableMinor'])
    expect((await seriesOf(device)).next).toBe(1)
  })
})
