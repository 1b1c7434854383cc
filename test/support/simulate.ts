// `npm run simulate -- --seeds N --seed S [--plant NAME] [--threads T]`: runs the worlds of the seeds S … S+N−1 on all cores, prints
// each that fails with the command that plays it again, and how often each fault struck.

import { parseArgs, type ParseArgsConfig } from 'node:util'
import { faultShares } from './fleet/faults.ts'
import { type Plant, plants } from './fleet/plants.ts'
import { type FleetReport, runSeeds } from './fleet/run-seeds.ts'

async function main(): Promise<number> {
  const options = { seeds: { type: 'string', default: '50' }, seed: { type: 'string', default: '1' } } as const
  const values = readOptions({ ...options, plant: { type: 'string' }, threads: { type: 'string' } })
  if (values === null) return 2
  const plant = plants.find((name) => name === values.plant) ?? null
  if (values.plant !== undefined && plant === null) {
    console.error(`simulate: --plant is expected to be one of ${plants.join(', ')}`)
    return 2
  }
  const [first, count, threads] = [Number(values.seed), Number(values.seeds), Number(values.threads ?? 0)]
  if (![first, count, threads].every(Number.isInteger) || count < 1 || threads < 0) {
    console.error('simulate: --seed, --seeds and --threads are expected to be whole numbers')
    return 2
  }
  const began = performance.now()
  const onSeed = (done: number, seed: number, message: string | null): void => {
    if (message !== null) console.error(`${message}\n  again: ${again(seed, plant)}`)
    if (done % 1000 === 0) console.log(`${done} seeds after ${Math.round((performance.now() - began) / 1000)} s`)
  }
  const report = await runSeeds({ first, count, plant, onSeed, ...(threads > 0 ? { threads } : {}) })
  tell(report, (performance.now() - began) / 1000)
  return report.failures.length === 0 ? 0 : 1
}

function readOptions<const T extends NonNullable<ParseArgsConfig['options']>>(options: T) {
  try {
    return parseArgs({ options }).values
  } catch (error) {
    console.error(`simulate: ${error instanceof Error ? error.message : String(error)}`)
    return null
  }
}

function again(seed: number, plant: Plant | null): string {
  return `npm run simulate -- --seeds 1 --seed ${seed}${plant ? ` --plant ${plant}` : ''}`
}

function tell({ run, saved, failures, faults }: FleetReport, seconds: number): void {
  for (const [fault, { seeds, times }] of faults) {
    const share = `${((100 * seeds) / Math.max(1, run)).toFixed(1)} % of seeds`
    console.log(`${fault.padEnd(28)} ${share.padStart(18)} (known to ${(100 * faultShares[fault]).toFixed(1)} %), ${times} times`)
  }
  const pace = `${seconds.toFixed(1)} s, ${(run / seconds).toFixed(1)} a second`
  console.log(`${run} seeds (${pace}), ${saved} commands saved, ${failures.length} failed`)
}

void main().then((code) => {
  process.exitCode = code
})
