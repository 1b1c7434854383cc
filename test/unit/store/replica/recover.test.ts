// What an opening makes of store and journal where the two tell different things of a command. Each case was found by a simulated world.

import { expect, test } from 'vitest'
import { recover } from '#store/replica/recover.ts'
import type { Journal, JournalEntry, KeptJournalEntry, LocalState, OutboxEntry } from '#sync/ports.ts'
import { testIds, testMeta } from '#test/support/memory-store.ts'
import { idOf } from '#test/support/rows.ts'

const [former, present] = [idOf(901), testIds.device]
const commandId = idOf(77)

function entry(deviceId: string, sequence: number): JournalEntry {
  const said = { name: 'ticket.comment', version: 1, input: {}, base: {}, at: 1, clockOffsetMs: 0, provisionalNumber: 'A-1' }
  return { envelope: { id: commandId, ...said, actorId: testIds.person, deviceId, sequence }, dropped: false }
}

async function opened(lines: readonly KeptJournalEntry[], state: Partial<LocalState>) {
  const journal: Journal = {
    append: async () => undefined,
    settle: async () => undefined,
    read: async () => ({ entries: lines, damaged: 0 })
  }
  const identity = { organisationId: testIds.organisation, personId: testIds.person, deviceId: present }
  const options = { journal, identity } as unknown as Parameters<typeof recover>[0]
  return recover(options, { meta: testMeta(testIds.person), outbox: [], ...state })
}

test('[JRN1] regression (seed 2229): a command whose newest line is damaged is journalled again, although an older number’s line stands', async () => {
  const waiting: OutboxEntry = { ...entry(present, 2), rows: [], reads: [], inverse: [], state: { type: 'waiting' } }
  const found = await opened([{ ...entry(former, 2), settled: false }], { outbox: [waiting] })
  expect(found.toJournal.map(({ envelope }) => [envelope.deviceId, envelope.sequence])).toEqual([[present, 2]])
  expect(found.fromJournal).toEqual([])
})

test('[JRN1] regression (seed 17740): what an older store settled under its number is not sent again under the newest', async () => {
  const lines = [
    { ...entry(present, 13), settled: true },
    { ...entry(former, 1), settled: false }
  ]
  const found = await opened(lines, { meta: { ...testMeta(testIds.person), lastSequence: 57 } })
  expect([found.fromJournal, found.outbox]).toEqual([[], []])
  expect(found.toSettle).toEqual([`${commandId}:${former.slice(-12)}:1`])
})
