// `npm run bench -- store`: measures in the real browser engine (`import`: on the server) and writes a section of BENCHMARKS.md with date and command.

import { benchImport } from './import-bench.ts'
import { benchStore } from './store-bench.ts'

const benches: Readonly<Record<string, (args: readonly string[]) => Promise<void>>> = { store: benchStore, import: benchImport }

const [name = '', ...args] = process.argv.slice(2)
const bench = benches[name]
if (bench) void bench(args)
else {
  console.error(`usage: npm run bench -- ${Object.keys(benches).join('|')}`)
  process.exitCode = 1
}
