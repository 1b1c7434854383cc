// The section "Sync" of BENCHMARKS.md: every figure with its goal, the floor of the same run and the peers, measured or as marked before.

import { loadavg } from 'node:os'
import { machine, milliseconds, quantile, today, writeSection } from './report.ts'
import type { PeerFigures } from './peers.ts'
import type { LoadFigures } from './sync-load.ts'
import type { RawFloor } from './sync-page/raw-floor.ts'

interface Times {
  readonly times: readonly number[]
  readonly load: string
}

/** What the run measured; times in milliseconds, sizes in bytes. */
export interface SyncFigures {
  readonly firstSync: { readonly ours: readonly number[]; readonly floors: readonly RawFloor[]; readonly load: string }
  readonly propagation: { readonly store: readonly number[]; readonly painted: readonly number[]; readonly load: string }
  readonly bytes: {
    /** Contents of A's push and of the answer to B's pull, the latter as it is and coded. */
    readonly up: number
    readonly down: number
    readonly downCoded: number
    /** With HTTP heads: A's push, a pull, what comes down to B and to A. */
    readonly wire: { readonly push: number; readonly pull: number; readonly down: number; readonly ownDown: number }
  }
  readonly reconnect: Times
  readonly offline: { readonly rounds: readonly { readonly saved: number; readonly sent: number }[]; readonly load: string }
  readonly loads: LoadFigures & { readonly load: string }
  readonly large: { readonly rows: number; readonly firstSync: number; readonly reconnect: Times } | null
  readonly peers: PeerFigures | null
}

/** Load average of the last minute. */
export function loadNow(): string {
  return (loadavg()[0] ?? 0).toFixed(1)
}

/** Median and the slowest hundredth. */
export function summary(values: readonly number[]): string {
  return `p50 ${milliseconds(middle(values))}, p99 ${milliseconds(quantile(values, 0.99))}`
}

/** Prints the section and, if wanted, writes it. */
export async function writeSyncSection(figures: SyncFigures, isWritten: boolean): Promise<void> {
  const text = `## Sync

\`npm run bench -- sync\`, ${today()}, ${machine()}. Server, PostgreSQL (fsync on), browsers and load share the processors.
The store with its journal in real browsers, the built server, 100,000 tickets of the peers' form (${(mean(figures.firstSync.floors.map((floor) => (floor.megabytes * 1_000_000) / floor.rows)) / 1).toFixed(0)} bytes a row on the wire).

| what | measured | goal | load |
| --- | --- | --- | --- |
${rowsOf(figures).join('\n')}

${peerTable(figures)}`
  if (isWritten) await writeSection('sync', text)
  console.log(text)
}

function rowsOf(figures: SyncFigures): string[] {
  const { firstSync, propagation, bytes, reconnect, offline, loads, large } = figures
  const row = (what: string, measured: string, goal: string, load: string): string => `| ${what} | ${measured} | ${goal} | ${load} |`
  const [ours, floor] = [middle(firstSync.ours), middle(firstSync.floors.map(({ ms }) => ms))]
  const sent = middle(offline.rounds.map((round) => round.sent))
  return [
    row(
      'first sync of 100,000 tickets',
      `${milliseconds(ours)}: ${(ours / floor).toFixed(1)} × the floor (fetch, parse, store raw: ${milliseconds(floor)})`,
      '≤ 2 × the floor',
      firstSync.load
    ),
    row("a change on A is in B's store and window", summary(propagation.store), 'p50 ≤ 10 ms, p99 ≤ 40 ms', propagation.load),
    row("the same, painted in B's page", summary(propagation.painted), 'p99 ≤ 250 ms', propagation.load),
    row(
      'bytes of a one-field change',
      `contents: ${bytes.up} up, ${bytes.downCoded} down (${bytes.down} before coding); on the loopback, uncoded, with all heads: A's push ${bytes.wire.push}; B ${bytes.wire.pull} up and ${bytes.wire.down} down`,
      '≤ 1 KB up, ≤ 1 KB down',
      ''
    ),
    row(
      '1,000 commands gathered offline, until acknowledged',
      `${milliseconds(sent)} (saving them took ${milliseconds(middle(offline.rounds.map((round) => round.saved)))})`,
      '≤ 2 s',
      offline.load
    ),
    row(
      'commands a second, 50 devices, pushes of 50',
      `${Math.round(loads.commandsPerSecond).toLocaleString('en')} (a push: p50 ${milliseconds(middle(loads.pushes))}, p99 ${milliseconds(quantile(loads.pushes, 0.99))})`,
      '≥ 1,000',
      loads.load
    ),
    row(
      '500 devices connected',
      `all have their socket after ${milliseconds(loads.connected)}; a change is with all of them after ${milliseconds(loads.fanOut)}`,
      'all within 60 s',
      loads.load
    ),
    row(
      '1,000 devices reconnecting at once, 20 changes behind',
      `all served after ${milliseconds(loads.storm)} (${loads.busy} requests of all loads were told to wait)`,
      'all within 60 s',
      loads.load
    ),
    row('reconnect with nothing new, 100,000 rows', summary(reconnect.times), '≤ 20 ms', reconnect.load),
    ...(large
      ? [
          row(`the same, ${large.rows.toLocaleString('en')} rows`, summary(large.reconnect.times), '≤ 20 ms', large.reconnect.load),
          row('first sync of those rows', milliseconds(large.firstSync), '', large.reconnect.load)
        ]
      : [])
  ]
}

function peerTable({ firstSync, propagation, peers }: SyncFigures): string {
  const source = peers?.isMeasured
    ? 'measured in the same run'
    : 'marks measured before on 2 cores (their folder was not given: FIXPOINT_PEERS)'
  const line = (name: string, pull: number, p50: number, p99: number): string =>
    `| ${name} | ${milliseconds(pull)} | ${p50.toFixed(0)} / ${p99.toFixed(0)} ms |`
  const ours = middle(firstSync.ours)
  const lines = (peers?.peers ?? []).map(
    (peer) => `${line(peer.name, peer.firstPull, peer.p50, peer.p99)} ${(peer.firstPull / ours).toFixed(1)} × |`
  )
  return `Peers, ${source}:

| 100,000 tickets | first sync | A → B, p50 / p99 | first sync takes |
| --- | --- | --- | --- |
${line('Fixpoint, everything durable', ours, middle(propagation.store), quantile(propagation.store, 0.99))} 1 × |
${lines.join('\n')}
${peers?.isMeasured ? `\nLoad while the peers ran: ${peers.load}.` : ''}`
}

function middle(values: readonly number[]): number {
  return quantile(values, 0.5)
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
