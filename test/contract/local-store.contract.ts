// What every LocalStore promises, whatever it is kept on. Each adapter runs this suite; `reopen` opens the same database anew.

import { describe, expect, test } from 'vitest'
import { pageSum } from '#store/pages/page-codec.ts'
import type { LocalMeta, LocalStore, OutboxEntry, PageKey, StoredPage } from '#sync/ports.ts'

export interface StoreUnderTest {
  readonly store: LocalStore
  /** Another store on what the first one kept. */
  reopen(): Promise<LocalStore>
}

const clientA = '01900000-c1c1-7000-8000-000000010000'
const clientB = '01900000-c1c1-7000-8000-000000020000'
const entryId = '01900000-0000-7000-8000-0000000e0000'

const meta: LocalMeta = {
  organisationId: '01900000-0000-7000-8000-00000000aa00',
  personId: '01900000-0000-7000-8000-00000000ad00',
  deviceId: '01900000-de01-7000-8000-000000010000',
  epoch: null,
  cursor: 41,
  scope: [clientA],
  permissionsKey: 'contract',
  lastSequence: 7,
  clockOffsetMs: -12,
  snapshot: { clients: null, after: 'ticket/1', cursor: 40, aside: true }
}

/** A page as it is read: with the checksum that the store kept. */
function page(entity: string, clientId: string | null, low: string, text = '[]'): StoredPage {
  const bytes = new TextEncoder().encode(text)
  return { key: { entity, clientId, low }, codec: 0, rows: 0, bytes, sum: pageSum(bytes) }
}

function entry(id: string, sequence: number): OutboxEntry {
  const envelope = {
    id,
    name: 'ticket.tag',
    version: 1,
    input: { id: clientA, add: ['ä'], remove: [] },
    base: { subject: null },
    actorId: meta.personId,
    deviceId: meta.deviceId,
    sequence,
    at: 1,
    clockOffsetMs: 0,
    provisionalNumber: 'A1-1'
  }
  return { envelope, rows: [], reads: ['ticket/1'], inverse: [{ name: 'x', input: null }], state: { type: 'waiting' } }
}

const keys = (found: readonly PageKey[]): string[] => found.map((key) => `${key.clientId?.slice(-5) ?? 'shared'}:${key.low}`)

/** The suite. `make` gives an empty store at each call. */
export function localStoreContract(name: string, make: () => Promise<StoreUnderTest>): void {
  describe(`LocalStore ${name}`, () => {
    test('[PAGE4] an empty store opens without meta and outbox', async () => {
      const { store } = await make()
      expect(await store.open()).toEqual({ meta: null, outbox: [] })
      expect([await store.pageKeys('ticket'), await store.readEntity('ticket')]).toEqual([[], []])
      await store.close()
    })

    test('[PAGE4] what was committed is there after opening again, outbox in the device’s order', async () => {
      const { store, reopen } = await make()
      await store.open()
      await store.commit({ meta, putPages: [page('ticket', clientA, '', '[1]')], putOutbox: [entry(entryId, 9), entry(clientA, 3)] })
      await store.close()
      const again = await reopen()
      const state = await again.open()
      expect(state).toEqual({ meta, outbox: [entry(clientA, 3), entry(entryId, 9)] })
      expect(await again.readEntity('ticket')).toEqual([page('ticket', clientA, '', '[1]')])
      await again.close()
    })

    test('[PAGE4] pages are listed in order of client and low key, and read in the order asked', async () => {
      const { store } = await make()
      await store.open()
      await store.commit({
        putPages: [
          page('ticket', clientB, ''),
          page('ticket', clientA, 'b'),
          page('ticket', null, ''),
          page('ticket', clientA, ''),
          page('event', clientA, '')
        ]
      })
      expect(keys(await store.pageKeys('ticket'))).toEqual(['shared:', '10000:', '10000:b', '20000:'])
      const asked = [page('ticket', clientB, '').key, page('ticket', clientA, 'zzz').key, page('ticket', clientA, 'b').key]
      expect(keys((await store.readPages(asked)).map((found) => found.key))).toEqual(['20000:', '10000:b'])
      await store.close()
    })

    test('[PAGE3] leaving a client drops its pages of every entity and nothing else', async () => {
      const { store } = await make()
      await store.open()
      await store.commit({
        putPages: [
          page('ticket', clientA, ''),
          page('ticket', clientA, 'x'),
          page('comment', clientA, ''),
          page('ticket', clientB, ''),
          page('person', null, '')
        ]
      })
      await store.commit({ deleteClients: [clientA] })
      expect(keys(await store.pageKeys('ticket'))).toEqual(['20000:'])
      expect([await store.pageKeys('comment'), keys(await store.pageKeys('person'))]).toEqual([[], ['shared:']])
      await store.close()
    })

    test('[PAGE5] a commit drops before it puts: a fresh snapshot replaces everything but outbox and drafts', async () => {
      const { store } = await make()
      await store.open()
      await store.commit({ meta, putPages: [page('ticket', clientA, ''), page('ticket', clientB, '')], putOutbox: [entry(entryId, 1)] })
      await store.putDraft({ key: 'comment:1', value: { body: 'half a sentence' }, updatedAt: 5 })
      await store.commit({ deleteAllPages: true, deleteClients: [clientB], putPages: [page('ticket', clientB, '', '[2]')] })
      expect(await store.readEntity('ticket')).toEqual([page('ticket', clientB, '', '[2]')])
      expect((await store.open()).outbox).toHaveLength(1)
      expect(await store.draft('comment:1')).toEqual({ key: 'comment:1', value: { body: 'half a sentence' }, updatedAt: 5 })
      await store.close()
    })

    test('[PAGE8] pages kept aside are not seen until they take the place of all others, in one commit', async () => {
      const { store, reopen } = await make()
      await store.open()
      await store.commit({
        putPages: [page('ticket', clientA, '', '[1]'), page('person', null, '', '[2]')],
        putAside: [page('ticket', clientB, '')]
      })
      await store.commit({ deleteAside: true, putAside: [page('ticket', clientA, 'k', '[3]')] })
      expect(keys(await store.pageKeys('ticket'))).toEqual(['10000:'])
      await store.close()
      const again = await reopen()
      await again.open()
      await again.commit({ putAside: [page('comment', clientA, '', '[4]')], promoteAside: true })
      expect(await again.readEntity('ticket')).toEqual([page('ticket', clientA, 'k', '[3]')])
      expect([await again.readEntity('comment'), await again.pageKeys('person')]).toEqual([[page('comment', clientA, '', '[4]')], []])
      await again.commit({ promoteAside: true })
      expect(await again.pageKeys('ticket')).toEqual([])
      await again.close()
    })

    test('[PAGE5] pages and outbox entries are replaced and deleted by key', async () => {
      const { store } = await make()
      await store.open()
      await store.commit({ putPages: [page('ticket', clientA, '', '[1]'), page('ticket', clientA, 'k')], putOutbox: [entry(entryId, 1)] })
      const changed: OutboxEntry = { ...entry(entryId, 1), state: { type: 'refused', refusal: { type: 'archived' }, causeId: null } }
      await store.commit({
        putPages: [page('ticket', clientA, '', '[3]')],
        deletePages: [page('ticket', clientA, 'k').key],
        putOutbox: [changed]
      })
      expect(await store.readEntity('ticket')).toEqual([page('ticket', clientA, '', '[3]')])
      expect((await store.open()).outbox).toEqual([changed])
      await store.commit({ deleteOutbox: [entryId] })
      expect((await store.open()).outbox).toEqual([])
      await store.close()
    })

    test('[LOCAL7] drafts are kept by key, listed by prefix, and go when they are deleted', async () => {
      const { store, reopen } = await make()
      await store.open()
      for (const key of ['comment:1', 'comment:2', 'ticket:new']) await store.putDraft({ key, value: key, updatedAt: 1 })
      await store.deleteDraft('comment:1')
      await store.close()
      const again = await reopen()
      await again.open()
      expect((await again.drafts('comment:')).map(({ key }) => key)).toEqual(['comment:2'])
      expect(await again.draft('comment:1')).toBe(null)
      await again.close()
    })

    test('[PAGE9] a store that starts over is empty, and can be written again', async () => {
      const { store, reopen } = await make()
      await store.open()
      await store.commit({ meta, putPages: [page('ticket', clientA, '')], putOutbox: [entry(entryId, 9)] })
      await store.putDraft({ key: 'comment:1', value: 1, updatedAt: 5 })
      await store.startOver()
      expect(await store.open()).toEqual({ meta: null, outbox: [] })
      expect([await store.readEntity('ticket'), await store.drafts('')]).toEqual([[], []])
      await store.commit({ meta, putOutbox: [entry(entryId, 9)] })
      await store.close()
      const again = await reopen()
      expect((await again.open()).outbox).toHaveLength(1)
      await again.close()
    })
  })
}
