// A run through the worker: step by step, one client at a time, drafted and posted by commands; what the device holds is what it computes from.

import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Doc } from '#core/kernel/execute.ts'
import type { RunProgress } from '#store/contract-billing.ts'
import { type MemoryStore, openMemoryStore, testIds } from '#test/support/memory-store.ts'
import { type Names, smallWorld } from '#test/unit/core/support/small-world.ts'
import { organisationId } from '#test/unit/core/support/world.ts'

const days = { from: '2026-03-01', through: '2026-03-31' }

let store: MemoryStore
let names: Names
let clientId: string

beforeEach(async () => {
  const made = await smallWorld()
  names = made.names
  clientId = names.acme
  const rows: Record<string, Doc[]> = {}
  for (const [key, row] of made.world.rows) (rows[key.split('/')[0] ?? ''] ??= []).push(row)
  const own = made.world.get('organisation', organisationId)
  rows['organisation'] = [{ ...own, id: testIds.organisation, priceListId: names.priceList, taxRateId: names.taxRate }]
  store = await openMemoryStore({ rows })
})

afterEach(() => store.close())

async function run(): Promise<{ job: number; done: RunProgress }> {
  const { job } = await store.client.request('beginRun', { ...days, clientIds: null })
  for (;;) {
    const step = await store.client.request('runStep', { job })
    expect(step.done).toBeLessThanOrEqual(step.total)
    if (step.phase === 'done') return { job, done: step }
  }
}

it('computes what each client owes, and hands out the lines of one client when they are asked for', async () => {
  const { job, done } = await run()
  expect(done.clients).toMatchObject([{ clientId, name: 'Acme', parts: [{ currency: 'EUR', lines: 2, netMinor: 9400 }], problems: [] }])
  const { charges, drafts } = await store.client.request('runLines', { job, clientId })
  expect(charges.lines.map(({ kind }) => kind).toSorted()).toEqual(['part', 'time'])
  expect(drafts).toMatchObject([{ sums: { netMinor: 9400, grossMinor: 11_186 } }])
  await store.client.request('endRun', { job })
  await expect(store.client.request('runLines', { job, clientId })).rejects.toMatchObject({ field: 'params.job' })
})

it('posts the days and drafts the documents, and has nothing left to do then', async () => {
  const { job } = await run()
  const drafted = await store.client.request('draftRun', { job, clientIds: [clientId], lock: true })
  expect(drafted).toMatchObject([
    {
      clientId,
      results: [
        { command: 'billing-period.post', result: { ok: true } },
        { command: 'invoice.draft', result: { ok: true } }
      ]
    }
  ])
  const again = await run()
  expect(again.done.clients).toEqual([])
  const owed = await store.client.request('clientCharges', { clientId, ...days })
  expect(owed).toMatchObject({ lines: [], waiting: [], postedThrough: '2026-03-31' })
})

it('drafts without posting, and a second draft of the same work is refused', async () => {
  const { job } = await run()
  const drafted = await store.client.request('draftRun', { job, clientIds: [clientId], lock: false })
  expect(drafted[0]?.results).toMatchObject([{ command: 'invoice.draft', result: { ok: true } }])
  const second = await store.client.request('draftRun', { job, clientIds: [clientId], lock: false })
  expect(second[0]?.results).toMatchObject([{ command: 'invoice.draft', result: { ok: false, refusal: { type: 'already-exists' } } }])
})

it('tells what a ticket comes to, what was charged of it before, and what is left of it', async () => {
  const ticketId = names.ticket
  const open = await store.client.request('ticketCharges', { ticketId })
  expect(open.lines).toHaveLength(2)
  expect(open.draft?.sums).toMatchObject({ netMinor: 9400 })
  const { job } = await run()
  await store.client.request('draftRun', { job, clientIds: [clientId], lock: false })
  expect(await store.client.request('ticketCharges', { ticketId })).toMatchObject({ lines: [], draft: null, fixed: [{}, {}] })
  const margins = await store.client.request('margins', { clientId, ...days })
  expect(margins).toMatchObject([{ contractId: null, chargedMinor: 9400 + 13_500, workedSeconds: 1800, uncosted: 31 }])
})

it('refuses days in the wrong order, naming the field', async () => {
  const wrong = store.client.request('beginRun', { from: '2026-03-31', through: '2026-03-01', clientIds: null })
  await expect(wrong).rejects.toMatchObject({ field: 'params.through' })
})
