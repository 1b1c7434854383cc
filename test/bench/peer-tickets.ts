// Tickets of the same form as those that the peers are measured with: 300 clients, 40 people, subjects and descriptions of the same
// length with a long tail of rare words, 70 % closed. Our ticket has more fields than theirs, so each row is larger.

import type { Doc } from '#core/kernel/execute.ts'
import type { LoadedRow } from '#server/postgres/owner.ts'
import { rowOf } from '#test/support/rows.ts'
import { createRandom, deskId, deskPeople } from './desk-rows.ts'

const clients = 300
const subjects =
  'Printer,Outlook,VPN,Laptop,Server,Backup job,WLAN,Monitor,Password,Firewall,Teams,SharePoint,Scanner,Docking station,Switch,UPS,NAS'.split(
    ','
  )
const problems =
  'does not start,shows error,is very slow,lost connection,needs replacement,reset required,update failed,cannot log in,not reachable,disk almost full'.split(
    ','
  )
const words =
  'user reports that the device at the branch office stopped working after the last update and the error message appears again when restarting the application please check cable driver firmware network port and event log customer asked for callback before noon because production line depends on it technician visited site replaced power supply tested connection confirmed with customer waiting for vendor feedback warranty claim opened spare part ordered remote session planned tomorrow morning workaround in place'.split(
    ' '
  )
const syllables = 'ka,ro,mi,ten,sol,var,ben,li,dor,ex,nu,pra,sto,gal,hi,ver,qua,zen,tri,lo'.split(',')
const categories = ['hardware', 'software', 'network', 'printer', 'email', 'account', 'backup', 'security']
const statuses = ['new', 'open', 'waiting-client', 'waiting-vendor', 'resolved', 'closed']
const statusShares = [0.03, 0.11, 0.16, 0.18, 0.3, 1]
const fiveYears = 5 * 365 * 86_400_000
const firstDay = Date.UTC(2021, 0, 1)

/** The organisation with its people and clients, then `count` tickets. */
export function* peerRows(organisationId: string, count: number): Iterable<LoadedRow> {
  yield* baseRows(organisationId)
  for (let n = 0; n < clients; n++) {
    const id = deskId('client', n)
    yield { entity: 'client', doc: rowOf('client', { id, clientId: id, name: `Client ${n}`, archivedAt: null }) }
  }
  yield* peerTickets(count)
}

/** The organisation and its people. */
export function* baseRows(organisationId: string): Iterable<LoadedRow> {
  yield { entity: 'organisation', doc: rowOf('organisation', { id: organisationId, clientId: null, name: 'Benchmark desk' }) }
  for (const [n, doc] of deskPeople().entries()) {
    const role = n === 0 ? 'administrator' : 'technician'
    yield { entity: 'person', doc: { ...doc, role, clientIds: null } }
  }
}

function* peerTickets(count: number): Iterable<LoadedRow> {
  const random = createRandom(1)
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T
  const rare = (): string => Array.from({ length: 2 + Math.floor(random() * 3) }, () => pick(syllables)).join('')
  const template = rowOf('ticket', { id: deskId('ticket', 0), clientId: deskId('client', 0) })
  for (let n = 0; n < count; n++) {
    const openedAt = firstDay + Math.floor((n / count) * fiveYears)
    const length = 14 + Math.floor(random() * 14)
    const share = random()
    const doc: Doc = {
      ...template,
      id: deskId('ticket', n),
      clientId: deskId('client', Math.floor(random() * clients)),
      number: 100_000 + n,
      provisionalNumber: `P-${n}`,
      subject: `${pick(subjects)} ${pick(problems)} (${rare()})`,
      description: Array.from({ length }, () => (random() < 0.12 ? rare() : pick(words))).join(' '),
      status: statuses[statusShares.findIndex((limit) => share < limit)] ?? 'closed',
      priority: 1 + Math.floor(random() * 5),
      category: pick(categories),
      assigneeId: deskId('person', Math.floor(random() * 40)),
      tags: random() < 0.5 ? [pick(categories), 'onsite'] : ['remote'],
      openedAt,
      statusSince: openedAt,
      updatedAt: openedAt + Math.floor(random() * 14 * 86_400_000),
      archivedAt: null
    }
    yield { entity: 'ticket', doc }
  }
}
