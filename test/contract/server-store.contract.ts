// The contract of `ServerStore`, run over every adapter. Titles are what the server relies on.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Doc } from '#core/kernel/execute.ts'
import type { OpenDecision, RowWrite, ServerStore, SnapshotPosition, Viewer } from '#server/store/server-store.ts'
import { UnstorableError } from '#server/store/server-store.ts'
import type { FeedItem } from '#sync/protocol/rows.ts'
import { idOf, rowOf } from '../support/rows.ts'
import { small } from '../support/small-organisation.ts'

/** A store that holds the small organisation, and what ends it. */
export interface StoreUnderTest {
  readonly store: ServerStore
  close(): Promise<void>
}

export function describeServerStore(title: string, open: () => Promise<StoreUnderTest>): void {
  describe(title, () => {
    let test: StoreUnderTest
    let store: ServerStore
    let admin: Viewer
    let technician: Viewer
    const organisation = small.organisation
    const deviceId = idOf(900)

    beforeAll(async () => {
      test = await open()
      store = test.store
      admin = await viewerNamed('admin')
      technician = await viewerNamed('technician')
    })
    afterAll(() => test.close())

    async function viewerNamed(name: 'admin' | 'technician' | 'agent'): Promise<Viewer> {
      const viewer = await store.viewer(organisation, small[name])
      if (!viewer) throw new Error(`${name} is there`)
      return viewer
    }
    const change = (doc: Doc, version: number, isNew: boolean, by: string = small.admin, entity = 'ticket'): RowWrite => ({
      entity,
      id: doc.id,
      version,
      deletedAt: null,
      doc,
      stamps: { '*': { at: 5, commandId: idOf(901) } },
      isNew,
      by
    })
    const write = (decision: OpenDecision, version: number, rows: readonly RowWrite[]) =>
      decision.write({ version, numbers: decision.head.numbers, rows, leaves: [], commands: [] })
    const ticketOf = async (id: string): Promise<Doc> => {
      const row = await store.decide(organisation, (decision) => decision.row(admin, 'ticket', id))
      if (!row) throw new Error('the ticket is there')
      return row.doc
    }
    const feed = async (viewer: Viewer, cursor: number, limit = 100) => {
      const page = await store.feed(viewer, cursor, await store.head(organisation), limit)
      return { ...page, items: page.items.map((item) => JSON.parse(item) as FeedItem) }
    }

    it('knows a person’s role and clients, and nobody else', async () => {
      expect(technician).toMatchObject({ role: 'technician', clientIds: [small.north], organisationId: organisation })
      expect(await store.viewer(organisation, idOf(999))).toBeNull()
    })

    it('shows a decision only rows in the viewer’s scope, and says of others only that they are there', async () => {
      await store.decide(organisation, async (decision) => {
        expect(await decision.row(technician, 'ticket', small.southTicket)).toBeNull()
        expect(await decision.row(technician, 'contract', small.northContract)).toBeNull()
        expect((await decision.row(technician, 'ticket', small.northTicket))?.doc['number']).toBe(1)
        expect((await decision.row(admin, 'contract', small.northContract))?.id).toBe(small.northContract)
        expect(await decision.presence('ticket', [small.southTicket, idOf(999)])).toEqual(
          new Map([
            [small.southTicket, 'live'],
            [idOf(999), 'none']
          ])
        )
        expect((await decision.followers('comment', 'ticketId', small.southTicket)).map(({ id }) => id)).toEqual([small.southComment])
      })
    })

    it('lists rows by a column within scope', async () => {
      await store.decide(organisation, async (decision) => {
        expect((await decision.rows(technician, 'comment', 'ticketId', small.northTicket)).map(({ id }) => id)).toEqual([
          small.northComment
        ])
        expect(await decision.rows(technician, 'comment', 'ticketId', small.southTicket)).toEqual([])
      })
    })

    it('writes all of a decision or nothing', async () => {
      const { version } = await store.head(organisation)
      const doc = await ticketOf(small.northTicket)
      const failing = store.decide(organisation, async (decision) => {
        await write(decision, version + 1, [change({ ...doc, subject: 'lost' }, version + 1, false)])
        throw new Error('stop')
      })
      await expect(failing).rejects.toThrow('stop')
      expect((await store.head(organisation)).version).toBe(version)
      expect((await ticketOf(small.northTicket))['subject']).toBe(doc['subject'])
    })

    it('refuses to insert a row twice, and says that asking again is useless', async () => {
      const { version } = await store.head(organisation)
      const doc = await ticketOf(small.northTicket)
      const twice = store.decide(organisation, (decision) => write(decision, version + 1, [change(doc, version + 1, true)]))
      await expect(twice).rejects.toBeInstanceOf(UnstorableError)
      expect((await store.head(organisation)).version).toBe(version)
    })

    it('says so as well where a decision passes over the failure and ends, or goes on', async () => {
      const { version } = await store.head(organisation)
      const doc = await ticketOf(small.northTicket)
      for (const goesOn of [false, true]) {
        const passedOver = store.decide(organisation, async (decision) => {
          await write(decision, version + 1, [change(doc, version + 1, true)]).catch(() => undefined)
          if (goesOn) await write(decision, version + 2, [change({ ...doc, subject: 'after it' }, version + 2, false)])
        })
        await expect(passedOver).rejects.toBeInstanceOf(UnstorableError)
      }
      expect((await store.head(organisation)).version).toBe(version)
    })

    it('[SYNC8] feeds changes in version order, in pages, without a gap, within scope', async () => {
      const { version } = await store.head(organisation)
      const [north, south] = [await ticketOf(small.northTicket), await ticketOf(small.southTicket)]
      await store.decide(organisation, (decision) =>
        write(decision, version + 3, [
          change({ ...north, subject: 'first' }, version + 1, false),
          change({ ...south, subject: 'second' }, version + 2, false),
          change(
            rowOf('comment', { id: idOf(700), clientId: small.north, ticketId: small.northTicket }),
            version + 3,
            true,
            small.admin,
            'comment'
          )
        ])
      )
      const all = await feed(admin, version)
      expect(all.items.map((item) => [item[0], item[1], item[2]])).toEqual([
        ['r', 'ticket', version + 1],
        ['r', 'ticket', version + 2],
        ['r', 'comment', version + 3]
      ])
      expect(all).toMatchObject({ cursor: version + 3, more: false })
      const narrow = await feed(technician, version)
      expect(narrow.items.map((item) => item[2])).toEqual([version + 1, version + 3])
      expect(narrow.cursor).toBe(version + 3)
      const page = await feed(admin, version, 2)
      expect(page).toMatchObject({ cursor: version + 2, more: true })
      expect((await feed(admin, page.cursor, 2)).items.map((item) => item[2])).toEqual([version + 3])
      expect((await feed(admin, version + 3)).items).toEqual([])
    })

    it('feeds removals and leaves with the place a replica needs to find them', async () => {
      const { version } = await store.head(organisation)
      const comment = await store.decide(organisation, (decision) => decision.row(admin, 'comment', idOf(700)))
      if (!comment) throw new Error('the comment is there')
      await store.decide(organisation, (decision) =>
        decision.write({
          version: version + 2,
          numbers: {},
          rows: [{ ...comment, version: version + 1, deletedAt: 7, isNew: false, by: small.admin }],
          leaves: [{ entity: 'ticket', id: small.southTicket, version: version + 2, clientId: small.south, parentId: null }],
          commands: []
        })
      )
      expect((await feed(admin, version)).items).toEqual([
        ['x', 'comment', version + 1, idOf(700), small.north, small.northTicket],
        ['l', 'ticket', version + 2, small.southTicket, small.south, null]
      ])
      expect((await feed(technician, version)).items.map((item) => item[0])).toEqual(['x'])
      await store.decide(organisation, async (decision) => {
        expect(await decision.row(admin, 'comment', idOf(700))).toBeNull()
        expect((await decision.presence('comment', [idOf(700)])).get(idOf(700))).toBe('deleted')
      })
    })

    it('remembers commands by place and by id, and the highest place of a device', async () => {
      const { version } = await store.head(organisation)
      const record = { deviceId, commandId: idOf(901), digest: 'd', outcome: { type: 'applied', version } as const, isFirst: true }
      await store.decide(organisation, (decision) =>
        decision.write({ version, numbers: { ticket: 9 }, rows: [], leaves: [], commands: [{ ...record, sequence: 4 }] })
      )
      expect(await store.highWater(organisation, deviceId)).toBe(4)
      expect(await store.highWater(organisation, idOf(902))).toBe(0)
      await store.decide(organisation, async (decision) => {
        expect(decision.head.numbers).toEqual({ ticket: 9 })
        expect(await decision.highWater(deviceId)).toBe(4)
        expect(await decision.commands(deviceId, [4], [])).toEqual([{ ...record, sequence: 4 }])
        expect(await decision.commands(idOf(902), [4], [idOf(901)])).toEqual([{ ...record, sequence: 4 }])
        expect(await decision.commands(idOf(902), [4], [])).toEqual([])
      })
    })

    it('decides one after the other: no two decisions see the same state', async () => {
      const before = (await store.head(organisation)).version
      const doc = await ticketOf(small.northTicket2)
      const one = async (decision: OpenDecision): Promise<void> => {
        const row = await decision.row(admin, 'ticket', small.northTicket2)
        const next = decision.head.version + 1
        const count = Number(row?.doc['reopenCount']) + 1
        await write(decision, next, [change({ ...doc, reopenCount: count }, next, false)])
      }
      const start = Number(doc['reopenCount'])
      await Promise.all(Array.from({ length: 12 }, () => store.decide(organisation, one)))
      expect((await ticketOf(small.northTicket2))['reopenCount']).toBe(start + 12)
      expect((await store.head(organisation)).version).toBe(before + 12)
    })

    it('[SNAP1] cuts a snapshot into pages of one partition, resumable after any page, with every visible row once', async () => {
      const { version } = await store.head(organisation)
      const many = Array.from({ length: 450 }, (_, n) =>
        rowOf('comment', { id: idOf(2000 + n), clientId: small.north, ticketId: n % 2 ? small.northTicket : small.northTicket2 })
      )
      await store.decide(organisation, (decision) =>
        write(
          decision,
          version + many.length,
          many.map((doc, index) => change(doc, version + index + 1, true, small.admin, 'comment'))
        )
      )
      const whole = await store.snapshot(admin, null, null, 16_000_000)
      expect(whole.next).toBeNull()
      const comments = whole.pages.filter(({ line }) => line[0] === 'comment' && line[1] === small.north)
      expect(comments.map(({ line }) => line[3])).toEqual([200, 200, 51])
      expect(comments[0]?.line[2]).toBe('')
      expect(comments[1]?.line[2]).toMatch(/^[0-9a-f-]{36}\/[0-9a-f-]{36}$/)
      const rows = whole.pages.flatMap(({ content }) => JSON.parse(content) as [number, Doc][])
      expect(new Set(rows.map(([, doc]) => doc.id)).size).toBe(rows.length)
      expect(rows.length).toBe(await store.countRows(admin, null))

      let after: SnapshotPosition | null = null
      const stepped: string[] = []
      for (let step = 0; step < 100; step += 1) {
        const chunk = await store.snapshot(admin, null, after, 1)
        stepped.push(...chunk.pages.map(({ content }) => content))
        after = chunk.next
        if (after === null) break
      }
      expect(stepped).toEqual(whole.pages.map(({ content }) => content))
    })

    it('keeps a snapshot within scope and, when asked, to some clients', async () => {
      const narrow = await store.snapshot(technician, null, null, 16_000_000)
      const text = JSON.stringify(narrow)
      expect(text).not.toContain('canary-south')
      expect(text).not.toContain('canary-contract')
      expect(text).not.toContain('987654321')
      expect(await store.countRows(technician, null)).toBe(narrow.pages.reduce((sum, { line }) => sum + line[3], 0))
      const south = await store.snapshot(admin, [small.south], null, 16_000_000)
      expect(new Set(south.pages.map(({ line }) => line[1]))).toEqual(new Set([small.south]))
      expect((await store.snapshot(technician, [small.south], null, 16_000_000)).pages).toEqual([])
    })
  })
}
