// Invoices on the spot under fire: copies of a profile, a lost store, a restored server. The real replica, engine and server, on a moved clock.

import { describe, expect, test } from 'vitest'
import { deviceSeriesId } from '#core/billing/device-series.ts'
import type { Invoice } from '#core/billing/invoice.entity.ts'
import type { NumberSeries } from '#core/billing/number-series.entity.ts'
import { onSiteInvoice } from '#core/billing/on-site-invoice.ts'
import type { Client } from '#core/clients/client.entity.ts'
import type { Organisation } from '#core/organisation/organisation.entity.ts'
import { grantSteps } from '#server/auth/grant-series.ts'
import { createDecisionBuffer } from '#server/sync/decision-buffer.ts'
import { type Desk, openDesk, rowsOf, saved } from '#test/support/desk.ts'
import { rowOf } from '#test/support/rows.ts'
import { createChance } from '#test/support/simulation/chance.ts'
import type { SimDevice } from '#test/support/simulation/sim-device.ts'
import { createSimNetwork } from '#test/support/simulation/sim-network.ts'
import { adminId, clientIds, organisationId, simId, ticketIds } from '#test/support/simulation/sim-server.ts'
import { checkReplica } from '#test/support/simulation/verify.ts'
import { lineOf } from '#test/unit/core/documents/random-invoices.ts'

const [ticketId = ''] = ticketIds
const [clientId = ''] = clientIds

/** What signing in does besides the device's row. */
async function grant({ server, clock }: Desk, { deviceId }: SimDevice): Promise<void> {
  await server.store.decide(organisationId, async (decision) => {
    const buffer = createDecisionBuffer(decision)
    const viewer = await buffer.viewer(organisationId, adminId)
    if (!viewer) throw new Error('the administrator is there')
    buffer.take(await grantSteps(buffer, viewer, deviceId, clock.now()), [])
    await buffer.flush()
  })
}

async function seat(desk: Desk): Promise<SimDevice> {
  const device = await desk.device(adminId)
  await grant(desk, device)
  await desk.sync()
  return device
}

function seriesOf(device: SimDevice): NumberSeries {
  const series = rowsOf(device).get('number_series', deviceSeriesId(rowsOf(device).meta().deviceId))
  if (!series) throw new Error(`${device.name} has no series yet`)
  return series as unknown as NumberSeries
}

/** Hands an invoice over on the spot; gives the command's id and the number on paper. */
async function handOver(device: SimDevice): Promise<{ readonly commandId: string; readonly number: string }> {
  const refused = rowsOf(device)
    .outbox()
    .map(({ envelope }) => String((envelope.input as { number?: unknown }).number))
  const input = onSiteInvoice({
    organisation: rowOf('organisation', { id: organisationId, clientId: null, name: 'Desk' }) as unknown as Organisation,
    client: rowOf('client', { id: clientId, clientId, name: 'Harbour Foods' }) as unknown as Client,
    series: seriesOf(device),
    printed: refused,
    ticketId,
    title: 'Repair',
    note: '',
    currency: 'EUR',
    lines: [lineOf(1)],
    today: '2026-01-05'
  })
  return { commandId: await saved(device, 'invoice.issue-on-site', input), number: input.number }
}

const numbersOn = (desk: Desk): readonly unknown[] =>
  (desk.serverRows('invoice') as unknown as readonly Invoice[]).map(({ number }) => number)

describe('invoices on the spot', () => {
  test('[NUM1] count on by themselves with the network cut, and arrive under the numbers on paper', async () => {
    const desk = await openDesk()
    const device = await seat(desk)
    device.network.isOnline = false
    const papers = [await handOver(device), await handOver(device), await handOver(device)]
    const numbers = papers.map(({ number }) => number)
    expect(numbers.map((number) => number.slice(-4))).toEqual(['0001', '0002', '0003'])
    device.network.isOnline = true
    await desk.sync()
    expect(numbersOn(desk)).toEqual(numbers)
    await checkReplica(device, desk.server)
  })

  test('[NUM2] of a copied profile never take the first one’s numbers: the copy is told, and issues from a series of its own', async () => {
    const desk = await openDesk()
    const device = await seat(desk)
    device.network.isOnline = false
    const copy = device.clone('copy', createSimNetwork(desk.clock, createChance(9), desk.server))
    await copy.start()
    copy.network.isOnline = false
    const [first, twin] = [await handOver(device), await handOver(copy)]
    expect(twin.number).toBe(first.number)
    device.network.isOnline = true
    await desk.sync()
    copy.network.isOnline = true
    void copy.engine?.syncNow()
    await desk.pass(20_000)
    expect(copy.deviceId).not.toBe(device.deviceId)
    expect(desk.outcome(twin.commandId)).toBe('refused')
    expect(rowsOf(copy).outbox()).toMatchObject([{ envelope: { id: twin.commandId }, state: { type: 'refused' } }])
    await grant(desk, copy)
    void copy.engine?.syncNow()
    await desk.pass(20_000)
    const anew = await handOver(copy)
    void copy.engine?.syncNow()
    await desk.pass(20_000)
    await desk.sync()
    expect(numbersOn(desk)).toEqual([first.number, anew.number])
    expect(anew.number).not.toBe(first.number)
  })

  test('[NUM3] keep their numbers when the store is lost before they were sent, and the next one counts on', async () => {
    const desk = await openDesk()
    const device = await seat(desk)
    device.network.isOnline = false
    const paper = await handOver(device)
    device.loseStore()
    device.network.isOnline = true
    await device.start()
    await desk.sync()
    const next = await handOver(device)
    await desk.sync()
    expect(numbersOn(desk)).toEqual([paper.number, next.number])
    expect(next.number).not.toBe(paper.number)
  })

  test('[NUM3] come back under their numbers to a server that was restored from before them', async () => {
    const desk = await openDesk()
    const device = await seat(desk)
    const backup = desk.server.store.backup()
    const papers = [await handOver(device), await handOver(device)]
    await desk.sync()
    desk.server.store.restore(backup)
    desk.server.store.markRestored(organisationId, simId('e90c', 7), 1000)
    await desk.sync()
    await desk.sync()
    const next = await handOver(device)
    await desk.sync()
    expect(numbersOn(desk)).toEqual([...papers, next].map(({ number }) => number))
    expect(next.number.endsWith('0003')).toBe(true)
  })
})
