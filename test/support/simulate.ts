// `npm run simulate -- --seeds N --seed S`: runs the worlds of the seeds S … S+N−1 and prints each that fails with the command that
// plays it again.

import { parseArgs } from 'node:util'
import { simulateSeed } from './simulation/simulate-seed.ts'

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { seeds: { type: 'string', default: '50' }, seed: { type: 'string', default: '1' } } })
  const first = Number(values.seed)
  const count = Number(values.seeds)
  if (!Number.isInteger(first) || !Number.isInteger(count) || count < 1) {
    console.error('simulate: --seed and --seeds are expected to be whole numbers')
    return 2
  }
  let failed = 0
  let saved = 0
  for (let seed = first; seed < first + count; seed++) {
    try {
      saved += (await simulateSeed(seed)).saved
    } catch (error) {
      failed++
      console.error(error instanceof Error ? error.message : error)
      if (process.env['TRACE']) console.error(error instanceof Error ? error.cause : '')
      console.error(`  again: npm run simulate -- --seeds 1 --seed ${seed}`)
    }
  }
  console.log(`${count} seeds, ${saved} commands saved, ${failed} failed`)
  return failed === 0 ? 0 : 1
}

void main().then((code) => {
  process.exitCode = code
})
