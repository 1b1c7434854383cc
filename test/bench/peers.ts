// The peers beside us: their own scripts, run in the folder that FIXPOINT_PEERS names; without it, the marks that were measured before.

import { spawn } from 'node:child_process'
import { loadavg } from 'node:os'

/** Figures of one peer, milliseconds. */
export interface Peer {
  readonly name: string
  readonly firstPull: number
  readonly p50: number
  readonly p99: number
}

/** All peers; `isMeasured` false: marks of an earlier session. */
export interface PeerFigures {
  readonly isMeasured: boolean
  readonly peers: readonly Peer[]
  readonly load: string
}

const marks: readonly Peer[] = [
  { name: 'PouchDB, indexeddb adapter, express-pouchdb on LevelDB', firstPull: 23_100, p50: 29, p99: 1_223 },
  { name: 'RxDB on Dexie, 8 indexes, HTTP replication from memory', firstPull: 34_300, p50: 10, p99: 32 }
]

/** What stands in for them where their folder is not there. */
export const markedPeers: PeerFigures = { isMeasured: false, peers: marks, load: '' }

/** Runs them at this many rows; null where their folder is not given. */
export async function measurePeers(rows: number): Promise<PeerFigures | null> {
  const folder = process.env['FIXPOINT_PEERS']
  if (folder === undefined) return null
  const peers: Peer[] = []
  for (const [index, args] of [
    ['pouch.mjs', String(rows), '1'],
    ['rx.mjs', 'http', String(rows), '1']
  ].entries())
    peers.push(readFigures(marks[index]?.name ?? '', await run(folder, args)))
  return { isMeasured: true, peers, load: (loadavg()[0] ?? 0).toFixed(1) }
}

function run(folder: string, args: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString()
  })
  return new Promise((resolve, reject) => {
    child.on('close', (code) => (code === 0 ? resolve(output) : reject(new Error(`${args[0] ?? ''} ended with ${code ?? 'a signal'}`))))
  })
}

/** Each line is a name and a JSON of figures. */
function readFigures(name: string, output: string): Peer {
  const json = (part: string): Record<string, number> => {
    const line = output.split('\n').find((one) => one.includes(part))
    if (line === undefined) throw new Error(`${name} printed no figures of its ${part}`)
    return JSON.parse(line.slice(line.indexOf('{'))) as Record<string, number>
  }
  const pull = json('initial pull')
  const change = json('propagate')
  return { name, firstPull: pull['ms'] ?? Number.NaN, p50: change['p50'] ?? Number.NaN, p99: change['p99'] ?? Number.NaN }
}
