// One profile of the damage test, in the real browser engine: the real replica on IndexedDB, with journal and canary kept by the test (as
// main keeps them on the desktop) and a server that is a table of rows.

import { canonicalJson } from '#core/kernel/canonical.ts'
import type { Doc } from '#core/kernel/execute.ts'
import { createDexieLocalStore } from '#store/adapters/dexie-local-store.ts'
import { openReplica, type Replica } from '#store/replica.ts'
import { type Journal, type JournalEntry, journalKey } from '#sync/ports.ts'
import type { PullAnswer } from '#sync/protocol/pull.ts'
import { pagesOf, testIds } from '../memory-store.ts'
import { idOf, rowOf } from '../rows.ts'

/** What lies outside of the browser's files. */
export interface Outside {
  journal: [key: string, text: string][]
  canary: string | null
}

/** What a profile holds: rows as one text per entity, and the ids of commands that wait. */
export interface Held {
  readonly rows: string
  readonly waiting: readonly string[]
}

/** What opening a damaged profile found. */
export interface Found {
  readonly damage: string | null
  readonly recovered: number
  readonly atOnce: Held | null
  readonly atLast: Held
}

declare global {
  interface Window {
    readonly damage: typeof damage
  }
}

const epoch = idOf(77)
const clients = [1, 2, 3].map(idOf)
const ticketCount = 90
const identity = { organisationId: testIds.organisation, personId: testIds.person, deviceId: testIds.device }

/** All rows of the server after a round: tickets with their comments; the second round changed some and brought new ones. */
function serverRows(round: 1 | 2): { tickets: Doc[]; comments: Doc[] } {
  const tickets = Array.from({ length: round === 1 ? ticketCount : ticketCount + 20 }, (_, n) => {
    const subject = round === 2 && n % 7 === 0 ? `Printer ${n} jams again` : `Printer ${n} jams`
    return rowOf('ticket', { id: idOf(100 + n), clientId: clients[n % 3] ?? '', subject, status: 'open', description: 'x'.repeat(400) })
  })
  const comments = tickets.map((ticket, n) =>
    rowOf('comment', { id: idOf(5_000 + n), clientId: ticket.clientId, ticketId: ticket.id, body: `Comment ${n} `.repeat(20) })
  )
  return { tickets, comments }
}

function journalOf(outside: Outside): Journal {
  const lines = new Map(outside.journal)
  return {
    append: async (entries) => {
      for (const entry of entries) if (!lines.has(journalKey(entry))) lines.set(journalKey(entry), JSON.stringify(entry))
      outside.journal = [...lines]
    },
    settle: async () => undefined,
    read: async () => ({
      entries: [...lines.values()].map((text) => ({ ...(JSON.parse(text) as JournalEntry), settled: false })),
      damaged: 0
    })
  }
}

async function open(outside: Outside): Promise<Replica> {
  return openReplica({
    store: createDexieLocalStore('profile'),
    journal: journalOf(outside),
    canary: {
      read: async () => outside.canary,
      write: async (text) => {
        outside.canary = text
      }
    },
    clock: { now: Date.now, randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)) },
    identity,
    role: 'administrator'
  })
}

const head = { epoch, scope: null, permissionsKey: 'all', serverTime: 0, next: null, pages: 0, remaining: 0, highWater: 0 }

async function takeSnapshot(replica: Replica, round: 1 | 2): Promise<void> {
  const { tickets, comments } = serverRows(round)
  const pages = [...pagesOf('ticket', tickets), ...pagesOf('comment', comments)].map(({ key, rows, bytes }) => ({
    line: [key.entity, key.clientId, key.low, rows] as const,
    content: bytes
  }))
  await replica.applySnapshot({ head: { ...head, cursor: round }, pages } as never)
}

async function takeFeed(replica: Replica): Promise<void> {
  const before = new Set(serverRows(1).tickets.map((row) => canonicalJson(row)))
  const { tickets, comments } = serverRows(2)
  const changed = tickets.filter((row) => !before.has(canonicalJson(row)))
  const items = [...changed.map((row) => ['r', 'ticket', 2, row]), ...comments.slice(ticketCount).map((row) => ['r', 'comment', 2, row])]
  await replica.applyRows({ type: 'rows', ...head, cursor: 2, items, more: false } as unknown as Extract<PullAnswer, { type: 'rows' }>)
}

/** Rows without their versions: a snapshot carries them anew. */
async function heldBy(replica: Replica): Promise<Held> {
  const rows: string[] = []
  for (const entity of ['ticket', 'comment'])
    for await (const page of replica.confirmed(entity)) for (const { doc } of page) rows.push(canonicalJson(doc))
  return { rows: rows.sort().join('\n'), waiting: replica.outbox().map(({ envelope }) => envelope.id) }
}

async function comment(replica: Replica, body: string): Promise<string> {
  const outcome = await replica.run('ticket.comment', { ticketId: idOf(100), visibility: 'internal', channel: 'note', body })
  if (!outcome.ok) throw new Error(`refused: ${JSON.stringify(outcome.refusal)}`)
  return outcome.commandId
}

const damage = {
  /** First use: all rows, two commands. Second use: a feed, two more. */
  use: async (outside: Outside, round: 1 | 2): Promise<{ outside: Outside; held: Held }> => {
    const replica = await open(outside)
    if (round === 1) await takeSnapshot(replica, 1)
    else await takeFeed(replica)
    for (const n of [1, 2]) await comment(replica, `round ${round}, ${n}`)
    const held = await heldBy(replica)
    await replica.drain()
    await new Promise((resolve) => setTimeout(resolve, 5))
    await replica.close()
    return { outside, held }
  },
  /** What the damaged profile shows at once (null: an error), and what it holds when the server was asked. */
  open: async (outside: Outside): Promise<Found> => {
    const replica = await open(outside)
    const atOnce = await heldBy(replica).catch(() => null)
    await replica.drain()
    if (replica.meta().snapshot !== null) await takeSnapshot(replica, 2)
    else await takeFeed(replica)
    const atLast = await heldBy(replica)
    const found = { damage: replica.damage(), recovered: replica.recovered, atOnce, atLast }
    await replica.close()
    return found
  }
}
Object.assign(window, { damage })
