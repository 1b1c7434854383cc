// `npm run bench -- engine|store|sync|ui|soak|import`: measures the real parts at full size and writes a section of BENCHMARKS.md.

import { benchEngine } from './engine-bench.ts'
import { benchImport } from './import-bench.ts'
import { benchSoak } from './soak-bench.ts'
import { benchStore } from './store-bench.ts'
import { benchSync } from './sync-bench.ts'
import { benchUi } from './ui-bench.ts'

const benches: Readonly<Record<string, (args: readonly string[]) => Promise<void>>> = {
  engine: benchEngine,
  store: benchStore,
  sync: benchSync,
  ui: benchUi,
  soak: benchSoak,
  import: benchImport
}

const [name = '', ...args] = process.argv.slice(2)
const bench = benches[name]
if (bench) void bench(args)
else {
  console.error(`usage: npm run bench -- ${Object.keys(benches).join('|')}`)
  process.exitCode = 1
}
