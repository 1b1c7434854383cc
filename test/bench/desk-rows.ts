// Rows of a large desk, made from a seed: the size that experience.md measures at, with texts of a real desk's length. Rows come
// client by client, so that nothing has to hold them all.

import type { Doc } from '#core/kernel/execute.ts'
import type { LoadedRow } from '#server/postgres/owner.ts'
import { rowOf } from '#test/support/rows.ts'

/** How much there is of each. */
export interface DeskSize {
  readonly clients: number
  readonly tickets: number
  readonly comments: number
  readonly events: number
  readonly timeEntries: number
  readonly assets: number
}

/** The benchmark set of experience.md. */
export const benchmarkSize: DeskSize = {
  clients: 1_000,
  tickets: 100_000,
  comments: 400_000,
  events: 600_000,
  timeEntries: 150_000,
  assets: 20_000
}

export const people = 40

const things = [
  'printer',
  'laptop',
  'mailbox',
  'backup',
  'router',
  'firewall',
  'monitor',
  'scanner',
  'server',
  'switch',
  'phone',
  'licence',
  'tablet',
  'dock',
  'certificate',
  'VPN',
  'share',
  'database'
]
const troubles = [
  'does not start',
  'is slow',
  'was locked',
  'lost its connection',
  'shows an error',
  'needs an update',
  'is full',
  'makes a noise',
  'is missing',
  'asks for a password',
  'failed last night',
  'prints blank pages'
]
const places = [
  'in the front office',
  'at the reception',
  'on the second floor',
  'in accounting',
  'in the warehouse',
  'at home',
  'in the Zürich branch',
  'since the move',
  'after the update',
  'for everybody',
  'for one user',
  'since Monday'
]
const sentences = [
  'The caller says that it worked yesterday and nothing was changed since then.',
  'We restarted the device and looked at the log, which shows a timeout every ten minutes.',
  'Please call back before noon, because the whole team is waiting for it.',
  'The same happened two weeks ago and a technician had replaced the cable.',
  'I have attached a picture of the message that appears on the screen.',
  'It is not urgent, but should be done before the end of the month.'
]
const statuses = ['new', 'open', 'in-progress', 'waiting-client', 'waiting-vendor', 'resolved', 'closed']
const statusWeights = [2, 8, 6, 5, 3, 6, 70]
const tags = ['vip', 'onsite', 'remote', 'warranty', 'recurring', 'project', 'security', 'network']
const firstDay = Date.UTC(2024, 6, 1)
const days18Months = 548

/** Deterministic numbers in [0, 1): mulberry32. */
export function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const kinds = { client: 1, ticket: 2, comment: 3, event: 4, time_entry: 5, asset: 6, person: 7 } as const

/** The n-th id of a kind. */
export function deskId(kind: keyof typeof kinds, n: number): string {
  return `0190${kinds[kind]}000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`
}

/** A ticket of the benchmark set, whatever the number. */
export function benchmarkTicket(n: number): string {
  return deskId('ticket', n % benchmarkSize.tickets)
}

/** One client with everything that belongs to it, by entity. */
export interface ClientRows {
  readonly clientId: string
  readonly rows: Readonly<Record<string, readonly Doc[]>>
}

interface Maker {
  readonly random: () => number
  readonly pick: <T>(from: readonly T[]) => T
  readonly template: (entity: string) => Doc
}

/** All people; they belong to the organisation. */
export function deskPeople(): Doc[] {
  return Array.from({ length: people }, (_, n) =>
    rowOf('person', {
      id: deskId('person', n),
      clientId: null,
      name: `Person ${n}`,
      email: `p${n}@desk.example`,
      role: 'technician',
      active: true
    })
  )
}

/** Makes the clients one after the other. */
export function* deskClients(size: DeskSize, seed: number): Iterable<ClientRows> {
  const random = createRandom(seed)
  const templates = new Map<string, Doc>()
  const make: Maker = {
    random,
    pick: (from) => from[Math.floor(random() * from.length)] as (typeof from)[number],
    template: (entity) => {
      const known = templates.get(entity) ?? rowOf(entity, { id: deskId('client', 0) })
      templates.set(entity, known)
      return known
    }
  }
  for (let n = 0; n < size.clients; n++) yield clientRows(make, size, n)
}

/** The whole desk as rows to be loaded, after those that belong to the organisation. */
export function* deskLoad(size: DeskSize, base: Iterable<LoadedRow>): Iterable<LoadedRow> {
  yield* base
  for (const { rows } of deskClients(size, 7))
    for (const [entity, docs] of Object.entries(rows)) for (const doc of docs) yield { entity, doc }
}

/** Numbers of the n-th client's share: the whole is split evenly. */
function share(total: number, clients: number, n: number): [from: number, to: number] {
  return [Math.floor((total * n) / clients), Math.floor((total * (n + 1)) / clients)]
}

function clientRows(make: Maker, size: DeskSize, n: number): ClientRows {
  const clientId = deskId('client', n)
  const list = (total: number, one: (m: number) => Doc): Doc[] => {
    const [from, to] = share(total, size.clients, n)
    return Array.from({ length: to - from }, (_, index) => one(from + index))
  }
  const assets = list(size.assets, (m) => assetRow(make, clientId, m))
  const tickets = list(size.tickets, (m) => ticketRow(make, clientId, m, size.tickets, assets))
  const ofTicket = (): string => make.pick(tickets).id
  return {
    clientId,
    rows: {
      client: [
        {
          ...make.template('client'),
          id: clientId,
          clientId,
          name: `${make.pick(['Miller', 'Weber', 'Rossi', 'Novak', 'Silva', 'Ärzte am Markt', 'Delta', 'Nord'])} ${n}`,
          code: `C${n}`
        }
      ],
      asset: assets,
      ticket: tickets,
      comment: list(size.comments, (m) => ({
        ...make.template('comment'),
        id: deskId('comment', m),
        clientId,
        ticketId: ofTicket(),
        visibility: 'public',
        channel: 'reply',
        authorId: deskId('person', m % people),
        body: `${make.pick(sentences)} ${make.pick(sentences)}`,
        at: firstDay + m
      })),
      event: list(size.events, (m) => ({
        ...make.template('event'),
        id: deskId('event', m),
        clientId,
        kind: 'ticket.assigned',
        subjectEntity: 'ticket',
        subjectId: ofTicket(),
        at: firstDay + m,
        actorId: deskId('person', m % people),
        changes: [{ field: 'assigneeId', from: null, to: deskId('person', m % people) }],
        data: {}
      })),
      time_entry: list(size.timeEntries, (m) => ({
        ...make.template('time_entry'),
        id: deskId('time_entry', m),
        clientId,
        ticketId: ofTicket(),
        personId: deskId('person', m % people)
      }))
    }
  }
}

function assetRow(make: Maker, clientId: string, m: number): Doc {
  const kind = make.pick(['computer', 'server', 'network', 'printer'])
  return {
    ...make.template('asset'),
    id: deskId('asset', m),
    clientId,
    kind,
    name: `${kind}-${m}`,
    tag: `A${m}`,
    serial: `SN${(m * 7919).toString(36).toUpperCase()}`
  }
}

function ticketRow(make: Maker, clientId: string, m: number, total: number, assets: readonly Doc[]): Doc {
  const status = weighted(make.random)
  const openedAt = firstDay + Math.floor((m / total) * days18Months) * 86_400_000 + Math.floor(make.random() * 86_400_000)
  return {
    ...make.template('ticket'),
    id: deskId('ticket', m),
    clientId,
    number: m + 1,
    provisionalNumber: `K7-${m + 1}`,
    subject: `${capital(make.pick(things))} ${make.pick(troubles)} ${make.pick(places)}`,
    description: `${make.pick(sentences)} ${make.pick(sentences)} ${make.pick(sentences)}`,
    status,
    priority: 1 + Math.floor(make.random() * 5),
    category: make.pick(['hardware', 'software', 'network', 'account']),
    assigneeId: make.random() < 0.1 ? null : deskId('person', Math.floor(make.random() * people)),
    assetIds: assets.length > 0 && make.random() < 0.5 ? [make.pick(assets).id] : [],
    tags: make.random() < 0.3 ? [make.pick(tags)] : [],
    openedAt,
    updatedAt: openedAt + Math.floor(make.random() * 10) * 86_400_000
  }
}

function weighted(random: () => number): string {
  let left = random() * statusWeights.reduce((sum, weight) => sum + weight, 0)
  for (const [index, weight] of statusWeights.entries()) {
    left -= weight
    if (left < 0) return statuses[index] ?? 'closed'
  }
  return 'closed'
}

function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1)
}
