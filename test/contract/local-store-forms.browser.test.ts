// Databases as earlier builds left them, kept as fixtures: today's adapter opens each of them, in real Chromium, with nothing lost.
// Another form of the tables: give it a new name below, run this file once with VITE_WRITE_STORE_FORM=1, and keep what it wrote.

import { commands } from 'vitest/browser'
import Dexie from 'dexie'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { createDexieLocalStore, databaseName } from '#store/adapters/dexie-local-store.ts'
import { decodePage, plainCodec } from '#store/pages/page-codec.ts'
import type { LocalMeta, LocalStore, OutboxEntry } from '#sync/ports.ts'
import { type KeptForm, makeForm, readForm } from '../support/store-forms.ts'

/** Today's form. `v1` had the same tables; `v1-no-sums` and `v1-no-aside` are older: before checksums, and before pages were kept aside. */
const today = 'v2'

const forms = import.meta.glob<KeptForm>('../fixtures/local-store/*.json', { eager: true, import: 'default' })
const nameOf = (path: string): string => path.replace(/^.*\/|\.json$/g, '')

const clientId = '01900000-0000-7000-8000-000000000102'
const ticketId = '01900000-0000-7000-8000-000000000101'
const row = { id: ticketId, clientId, subject: 'Kept over every update – ü' }
const meta: LocalMeta = {
  organisationId: '01900000-0000-7000-8000-00000000aa00',
  personId: '01900000-0000-7000-8000-00000000ad00',
  deviceId: '01900000-de01-7000-8000-000000010000',
  epoch: '01900000-0000-7000-8000-0000000000e0',
  cursor: 41,
  scope: [clientId],
  permissionsKey: 'technician',
  lastSequence: 7,
  clockOffsetMs: -12,
  snapshot: null
}
const entry: OutboxEntry = {
  envelope: {
    id: '01900000-0000-7000-8000-0000000e0000',
    name: 'ticket.tag',
    version: 1,
    input: { id: ticketId, add: ['ä'], remove: [] },
    base: {},
    actorId: meta.personId,
    deviceId: meta.deviceId,
    sequence: 7,
    at: 1_800_000_000_000,
    clockOffsetMs: 0,
    provisionalNumber: 'K7-7'
  },
  rows: [],
  reads: [`ticket/${ticketId}`],
  inverse: [],
  state: { type: 'waiting' }
}
const draft = { key: `comment:${ticketId}`, value: 'not sent yet', updatedAt: 1_800_000_000_000 }
const key = { entity: 'ticket', clientId, low: '' }

afterEach(() => void vi.restoreAllMocks())

async function fill(store: LocalStore): Promise<void> {
  await store.open()
  const bytes = plainCodec.encode([[41, row]])
  await store.commit({ meta, putPages: [{ key, codec: plainCodec.id, rows: 1, bytes }], putOutbox: [entry] })
  await store.putDraft(draft)
}

describe('a database of an earlier build', () => {
  test.runIf(import.meta.env['VITE_WRITE_STORE_FORM'] === '1')(
    'is written as a fixture by today’s adapter (skipped unless VITE_WRITE_STORE_FORM asks for it)',
    async () => {
      const profile = `form-${Date.now()}`
      const store = createDexieLocalStore(profile)
      await fill(store)
      await store.close()
      await commands.writeFile(
        `test/fixtures/local-store/${today}.json`,
        `${JSON.stringify(await readForm(databaseName(profile)), null, 2)}\n`
      )
    }
  )

  test('[UP3] today’s form has its fixture', async () => {
    const profile = `form-today-${Date.now()}`
    const store = createDexieLocalStore(profile)
    await fill(store)
    await store.close()
    expect(await readForm(databaseName(profile))).toEqual(forms[`../fixtures/local-store/${today}.json`])
  })

  test.each(Object.keys(forms))('[UP3] %s is opened with rows, outbox, drafts and place in the feed, and taken further', async (path) => {
    const profile = `form-${nameOf(path)}-${Date.now()}`
    const form = forms[path]
    if (!form) throw new Error(path)
    await makeForm(databaseName(profile), form)
    const warnings = vi.spyOn(console, 'warn')
    const store = createDexieLocalStore(profile)
    expect(await store.open()).toEqual({ meta, outbox: [entry] })
    expect((await store.readEntity('ticket')).map(decodePage)).toEqual([[[41, row]]])
    expect(await store.drafts('comment:')).toEqual([draft])
    const bytes = plainCodec.encode([[42, row]])
    const page = { key, codec: plainCodec.id, rows: 1, bytes }
    await store.commit({ meta: { ...meta, cursor: 42 }, putAside: [page], promoteAside: true, deleteOutbox: [entry.envelope.id] })
    await store.close()
    // A form that is not the declared one is mended by Dexie with a warning: each form of ours is declared.
    expect(warnings).not.toHaveBeenCalled()
    const again = createDexieLocalStore(profile)
    expect(await again.open()).toEqual({ meta: { ...meta, cursor: 42 }, outbox: [] })
    expect((await again.readEntity('ticket')).map(decodePage)).toEqual([[[42, row]]])
    await again.close()
  })

  test('[UP3] pages that lay aside in the first version, with the snapshot that goes on there, are there after the step to the second', async () => {
    const profile = `form-aside-${Date.now()}`
    const form = forms['../fixtures/local-store/v1.json']
    if (!form) throw new Error('v1')
    const [record] = form.stores['pages']?.records ?? []
    const stores = { ...form.stores, pages: { keyPath: ['entity', 'client', 'low'], records: [] } }
    await makeForm(databaseName(profile), { ...form, stores: { ...stores, aside: { keyPath: stores.pages.keyPath, records: [record] } } })
    const store = createDexieLocalStore(profile)
    await store.open()
    expect(await store.readEntity('ticket')).toEqual([])
    await store.commit({ promoteAside: true })
    expect((await store.readEntity('ticket')).map(decodePage)).toEqual([[[41, row]]])
    await store.close()
  })

  test('[UP3] a database without `aside` that an earlier build had mended in place is opened with all it holds', async () => {
    const profile = `form-mended-${Date.now()}`
    const form = forms['../fixtures/local-store/v1-no-aside.json']
    if (!form) throw new Error('v1-no-aside')
    await makeForm(databaseName(profile), form)
    vi.spyOn(console, 'warn').mockImplementation(() => undefined)
    const earlier = new Dexie(databaseName(profile))
    earlier.version(1).stores({ pages: '[entity+client+low]', aside: '[entity+client+low]', outbox: 'id', meta: 'key', drafts: 'key' })
    await earlier.open()
    earlier.close()
    const store = createDexieLocalStore(profile)
    expect(await store.open()).toEqual({ meta, outbox: [entry] })
    expect((await store.readEntity('ticket')).map(decodePage)).toEqual([[[41, row]]])
    await store.close()
  })
})
