// `npm run simulate -- --seeds N --seed S [--plant NAME]`: runs the worlds of the seeds S … S+N−1 and prints each that fails with the command that
// plays it again.

import { parseArgs } from 'node:util'
import { plants } from './simulation/plants.ts'
import { simulateSeed } from './simulation/simulate-seed.ts'

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { seeds: { type: 'string', default: '50' }, seed: { type: 'string', default: '1' }, plant: { type: 'string' } }
  })
  const plant = plants.find((name) => name === values.plant) ?? null
  if (values.plant !== undefined && plant === null) {
    console.error(`simulate: --plant is expected to be one of ${plants.join(', ')}`)
    return 2
  }
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
      saved += (await simulateSeed(seed, plant)).saved
    } catch (error) {
      failed++
      console.error(error instanceof Error ? error.message : error)
      console.error(`  again: npm run simulate -- --seeds 1 --seed ${seed}${plant ? ` --plant ${plant}` : ''}`)
    }
  }
  console.log(`${count} seeds, ${saved} commands saved, ${failed} failed`)
  return failed === 0 ? 0 : 1
}

void main().then((code) => {
  process.exitCode = code
})
