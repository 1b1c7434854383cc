// Pages as leaves of a tree: they split, cover their key range, and are found by key without being decoded.

import { fc } from '#test/support/cases.ts'
import { describe, expect, test } from 'vitest'
import type { Doc } from '#core/kernel/execute.ts'
import { createMemoryDisk, createMemoryLocalStore } from '#store/adapters/memory-local-store.ts'
import { decodePage, plainCodec } from '#store/pages/page-codec.ts'
import { splitAbove } from '#store/replica/staged-pages.ts'
import { openReplica, type Replica } from '#store/replica.ts'
import type { FeedItem } from '#sync/protocol/rows.ts'
import { idOf, rowOf } from '#test/support/rows.ts'

const [clientA, clientB] = [idOf(0xaaaa1), idOf(0xaaaa2)]
const ticketIds = [idOf(0xbbbb1), idOf(0xbbbb2), idOf(0xbbbb3)]
const epoch = idOf(0xeeee1)

async function open() {
  const disk = createMemoryDisk()
  const clock = { now: () => 1, randomBytes: (count: number) => new Uint8Array(count) }
  const identity = { organisationId: idOf(0xcccc1), personId: idOf(0xcccc2), deviceId: idOf(0xcccc3) }
  const start = (): Promise<Replica> =>
    openReplica({ store: createMemoryLocalStore(disk), journal: null, clock, identity, role: 'administrator' })
  const replica = await start()
  const head = { epoch, serverTime: 1, scope: null, permissionsKey: '', cursor: 0, next: null, pages: 0, remaining: 0, highWater: 0 }
  await replica.applySnapshot({ head, pages: [] })
  return { disk, replica, start }
}

function feed(items: readonly FeedItem[], cursor: number) {
  return {
    type: 'rows' as const,
    epoch,
    serverTime: 1,
    scope: null,
    permissionsKey: '',
    items: [...items],
    cursor,
    more: false,
    highWater: 0
  }
}

function comment(n: number, clientId: string, ticketId: string): Doc {
  return rowOf('comment', { id: idOf(n), clientId, ticketId, body: `c${n}` })
}

async function confirmed(replica: Replica, entity: string): Promise<string[]> {
  const lines: string[] = []
  for await (const rows of replica.confirmed(entity))
    for (const { version, doc } of rows) lines.push(`${doc.id} ${doc.clientId} ${version}`)
  return lines.sort()
}

describe('pages', () => {
  test('[PAGE1] a page that grows beyond its bound is split, and every row stays where its key belongs', async () => {
    const { disk, replica } = await open()
    const docs = Array.from({ length: 1_500 }, (_, n) => rowOf('client', { id: idOf(n + 1), clientId: idOf(n + 1) }))
    const tickets = docs.map((doc) => rowOf('ticket', { id: doc.id, clientId: clientA }))
    await replica.applyRows(
      feed(
        tickets.map((doc, n): FeedItem => ['r', 'ticket', n + 1, doc as never]),
        1_500
      )
    )
    const pages = [...disk.pages.values()].filter((page) => page.key.entity === 'ticket').sort((a, b) => (a.key.low < b.key.low ? -1 : 1))
    expect(pages.length).toBeGreaterThan(3)
    expect(pages[0]?.key.low).toBe('')
    for (const [index, page] of pages.entries()) {
      const ids = decodePage(page).map(([, doc]) => doc.id)
      const next = pages[index + 1]?.key.low
      expect(ids.length).toBeLessThanOrEqual(splitAbove)
      expect(ids.every((id) => id >= page.key.low && (next === undefined || id < next))).toBe(true)
    }
  })

  test('[PAGE1] rows come, change, move and go in any order, and memory, pages and a fresh start agree', async () => {
    const step = fc.record({
      kind: fc.constantFrom('put' as const, 'put' as const, 'put' as const, 'remove' as const, 'leave' as const),
      n: fc.integer({ min: 1, max: 900 }),
      client: fc.constantFrom(clientA, clientB),
      ticket: fc.constantFrom(...ticketIds)
    })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 1_200 }), fc.integer({ min: 1, max: 400 }), async (steps, size) => {
        const { replica, start } = await open()
        const model = new Map<string, string>()
        const items = steps.map(({ kind, n, client, ticket }, index): FeedItem => {
          const version = index + 1
          const parentId = ticketIds[n % ticketIds.length] ?? ticket
          if (kind === 'put') {
            // A row that is under another client leaves it first, as the server tells it.
            for (const other of [clientA, clientB]) if (other !== client) model.delete(`${idOf(n)} ${other}`)
            model.set(`${idOf(n)} ${client}`, `${idOf(n)} ${client} ${version}`)
            return ['r', 'comment', version, comment(n, client, parentId)]
          }
          model.delete(`${idOf(n)} ${client}`)
          return [kind === 'remove' ? 'x' : 'l', 'comment', version, idOf(n), client, parentId]
        })
        const told = items.flatMap((item): FeedItem[] => {
          if (item[0] !== 'r') return [item]
          const { id, clientId, ticketId } = item[3] as unknown as { id: string; clientId: string; ticketId: string }
          return [['l', 'comment', item[2], id, clientId === clientA ? clientB : clientA, ticketId], item]
        })
        for (let at = 0; at < told.length; at += size)
          await replica.applyRows(feed(told.slice(at, at + size), Math.min(at + size, told.length)))
        expect(await confirmed(replica, 'comment')).toEqual([...model.values()].sort())
        expect(await confirmed(await start(), 'comment')).toEqual([...model.values()].sort())
      }),
      { numRuns: 25 }
    )
  })

  test('[PAGE2] a page of a codec that this build doesn’t know is an error, never an empty page', () => {
    const page = { key: { entity: 'ticket', clientId: null, low: '' }, codec: 9, rows: 1, bytes: plainCodec.encode([]) }
    expect(() => decodePage(page)).toThrow('unknown codec 9')
    expect(() => decodePage({ ...page, codec: 0, bytes: new Uint8Array([0xff, 0xfe]) })).toThrow()
  })
})
