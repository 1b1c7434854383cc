// What every LocalStore keeps when any of its writes fails: a step is there as a whole or not at all, what was there before is there still,
// and the store goes on. Pages, pages kept aside, outbox and drafts, each write and each way to fail.

import { describe, expect, test } from 'vitest'
import type { LocalCommit, LocalMeta, LocalStore, OutboxEntry, StoredPage } from '#sync/ports.ts'
import { failEachWrite, type Faulty, type FailWrites, writeFaults } from '../support/write-faults.ts'

const [clientA, clientB] = ['01900000-c1c1-7000-8000-000000010000', '01900000-c1c1-7000-8000-000000020000']
const entities = ['ticket', 'comment', 'person']

const meta = { cursor: 41, deviceId: clientA, scope: [clientA], lastSequence: 7 } as unknown as LocalMeta

function page(entity: string, clientId: string | null, low: string, text: string): StoredPage {
  return { key: { entity, clientId, low }, codec: 0, rows: 0, bytes: new TextEncoder().encode(text) }
}

function entry(sequence: number): OutboxEntry {
  const envelope = { id: `01900000-0000-7000-8000-0000000e000${sequence}`, sequence }
  return { envelope, rows: [], reads: [], inverse: [], state: { type: 'waiting' } } as unknown as OutboxEntry
}

async function prepare(store: LocalStore): Promise<void> {
  await store.open()
  await store.commit({
    meta,
    putPages: [page('ticket', clientA, '', '[1]'), page('ticket', clientA, 'k', '[2]'), page('comment', clientB, '', '[3]')],
    putAside: [page('person', null, '', '[4]')],
    putOutbox: [entry(1), entry(2)]
  })
  await store.putDraft({ key: 'comment:1', value: 'half a sentence', updatedAt: 1 })
}

/** All that lies in the store, at the end also what lay aside. */
async function look(store: LocalStore): Promise<unknown> {
  const state = await store.open()
  const drafts = await store.drafts('')
  const pages = async (): Promise<unknown> => Promise.all(entities.map((entity) => store.readEntity(entity)))
  const seen = await pages()
  await store.commit({ promoteAside: true })
  return { state, drafts, seen, aside: await pages() }
}

const commits: Readonly<Record<string, LocalCommit>> = {
  'a command in the outbox': { meta: { ...meta, lastSequence: 8 }, putOutbox: [entry(3)] },
  'rows of the feed, with what they acknowledge': {
    meta: { ...meta, cursor: 42 },
    putPages: [page('ticket', clientA, '', '[10]'), page('ticket', clientA, 'h', '[11]')],
    deletePages: [{ entity: 'ticket', clientId: clientA, low: 'k' }],
    deleteOutbox: [entry(1).envelope.id],
    putOutbox: [{ ...entry(2), state: { type: 'refused', refusal: { type: 'archived' }, causeId: null } }]
  },
  'a client that is lost': { meta: { ...meta, scope: [clientB] }, deleteClients: [clientA] },
  'pages that come aside': { deleteAside: true, putAside: [page('ticket', clientB, '', '[20]'), page('person', null, '', '[21]')] },
  'what lay aside takes the place of all': {
    meta: { ...meta, cursor: 50 },
    putAside: [page('ticket', clientB, '', '[22]')],
    promoteAside: true
  },
  'a fresh snapshot': { deleteAllPages: true, putPages: [page('person', null, '', '[30]')], meta: { ...meta, cursor: 60 } }
}

const steps: readonly (readonly [string, (store: LocalStore) => Promise<unknown>])[] = [
  ...Object.entries(commits).map(([name, change]) => [name, (store: LocalStore) => store.commit(change)] as const),
  ['a draft', (store) => store.putDraft({ key: 'comment:1', value: 'a whole sentence', updatedAt: 2 })],
  ['a draft that goes', (store) => store.deleteDraft('comment:1')]
]

/** The suite. `make` gives an empty store at each call. */
export function localStoreFaults(name: string, make: () => Promise<Faulty<LocalStore>>, failWrites: FailWrites): void {
  describe(`LocalStore ${name}, failing at each write`, () => {
    test.each(steps.flatMap(([step, run]) => writeFaults.map((fault) => [step, fault, run] as const)))(
      '[PAGE10] %s, %s: before or after, never between, and tried again it is done',
      async (_name, fault, step) => {
        const struck = await failEachWrite({ make, failWrites, prepare, step, look, close: (store) => store.close() }, fault)
        expect(struck).toBeGreaterThan(0)
      }
    )
  })
}
