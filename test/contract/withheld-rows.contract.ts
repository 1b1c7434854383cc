// The contract of `ServerStore` about what not everybody, or nobody any more, gets: private rows, and deletions that are old.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Doc } from '#core/kernel/execute.ts'
import type { OpenDecision, RowWrite, ServerStore, Viewer } from '#server/store/server-store.ts'
import type { FeedItem } from '#sync/protocol/rows.ts'
import { idOf, rowOf } from '../support/rows.ts'
import { small } from '../support/small-organisation.ts'
import type { StoreUnderTest } from './server-store.contract.ts'

export function describeWithheldRows(title: string, open: () => Promise<StoreUnderTest>): void {
  describe(title, () => {
    let test: StoreUnderTest
    let store: ServerStore
    let admin: Viewer
    let technician: Viewer
    const organisation = small.organisation

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
    const feed = async (viewer: Viewer, cursor: number) => {
      const page = await store.feed(viewer, cursor, await store.head(organisation), 1000)
      return { ...page, items: page.items.map((item) => JSON.parse(item) as FeedItem) }
    }

    it('[SCOPE7] shows a private row, its history and its conflicts to its owner alone, through every door', async () => {
      const { version } = await store.head(organisation)
      const canary = 'canary-private-view'
      const owner = { clientId: null, ownerId: small.technician }
      const rows = [
        change(
          rowOf('saved_view', { ...owner, id: idOf(910), entity: 'ticket', name: canary }),
          version + 1,
          true,
          small.admin,
          'saved_view'
        ),
        change(
          rowOf('event', { ...owner, id: idOf(911), subjectEntity: 'saved_view', subjectId: idOf(910), kind: canary }),
          version + 2,
          true,
          small.admin,
          'event'
        ),
        change(
          rowOf('conflict', { ...owner, id: idOf(912), entity: 'saved_view', rowId: idOf(910), field: 'name', lost: canary }),
          version + 3,
          true,
          small.admin,
          'conflict'
        )
      ]
      await store.decide(organisation, (decision) => write(decision, version + 3, rows))
      const seen = async (viewer: Viewer): Promise<number> => {
        const snapshot = await store.snapshot(viewer, null, null, 1e9)
        const read = await store.decide(organisation, async (decision) => [
          await decision.row(viewer, 'saved_view', idOf(910)),
          await decision.rows(viewer, 'saved_view', 'entity', 'ticket'),
          await decision.rows(viewer, 'conflict', 'rowId', idOf(910))
        ])
        const text = JSON.stringify([await feed(viewer, 0), snapshot, read])
        return text.split(canary).length - 1
      }
      expect(await seen(technician)).toBe(9)
      for (const name of ['admin', 'agent'] as const) expect(await seen(await viewerNamed(name))).toBe(0)
      expect((await store.countRows(technician, null)) - (await liveRows(technician))).toBe(0)
      expect((await store.countRows(admin, null)) - (await liveRows(admin))).toBe(0)
    })

    const liveRows = async (viewer: Viewer): Promise<number> =>
      (await store.snapshot(viewer, null, null, 1e9)).pages.reduce((sum, { line }) => sum + line[3], 0)

    it('[KEEP1] drops deletions and leaves that are old, in slices, after the horizon has stood over them for a while', async () => {
      const first = (await store.head(organisation)).version
      const gone = Array.from({ length: 5 }, (_, n) => rowOf('team', { id: idOf(920 + n), clientId: null, name: `Team ${n}` }))
      await store.decide(organisation, (decision) =>
        write(
          decision,
          first + 5,
          gone.map((doc, n) => change(doc, first + 1 + n, true, small.admin, 'team'))
        )
      )
      const removed = gone.slice(0, 4).map((doc, n) => ({ ...change(doc, first + 6 + n, false, small.admin, 'team'), deletedAt: 7 }))
      const leaves = [{ entity: 'ticket', id: idOf(930), clientId: small.north, parentId: null, version: first + 10 }]
      await store.decide(organisation, (decision) =>
        decision.write({ version: first + 10, numbers: decision.head.numbers, rows: removed, leaves, commands: [] })
      )
      const turn = (today: number, now: number) => store.raiseHorizon(organisation, { today, keepDays: 90, now, graceMs: 600 })
      const deletions = async () => (await feed(admin, first)).items.filter(([kind]) => kind !== 'r').length
      expect(await turn(1000, 1)).toBe(0)
      const late = { ...change(gone[4] as Doc, first + 11, false, small.admin, 'team'), deletedAt: 8 }
      await store.decide(organisation, (decision) => write(decision, first + 11, [late]))
      expect(await turn(1089, 2)).toBe(0)
      expect((await store.head(organisation)).horizon).toBe(0)
      expect(await turn(1090, 1_000)).toBe(0)
      expect((await store.head(organisation)).horizon).toBe(first + 10)
      expect(await deletions()).toBe(6)
      expect(await turn(1090, 1_599)).toBe(0)
      const upTo = await turn(1090, 1_600)
      expect(upTo).toBe(first + 10)
      expect([await store.purgeSlice(organisation, upTo, 3), await store.purgeSlice(organisation, upTo, 3)]).toEqual([3, 2])
      expect(await store.purgeSlice(organisation, upTo, 3)).toBe(0)
      const left = (await feed(admin, first)).items.filter(([kind]) => kind !== 'r')
      expect(left.map((item) => item.slice(0, 3))).toEqual([['x', 'team', first + 11]])
      const live = await store.decide(organisation, (decision) => decision.presence('team', [idOf(920), idOf(924)]))
      expect([...live.values()]).toEqual(['none', 'deleted'])
      expect(await turn(1090, 9_000)).toBe(first + 10)
    })
  })
}
