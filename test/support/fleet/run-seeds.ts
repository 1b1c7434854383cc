// Many seeds on all cores: each worker takes the next one when it is done with its last. A worker is this file again, in a thread.

import { availableParallelism } from 'node:os'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { type Fault, faultNames } from './faults.ts'
import type { Plant } from './plants.ts'
import { type SeedReport, simulateSeed } from './simulate-seed.ts'

/** What is to be run. */
export interface Fleet {
  readonly first: number
  readonly count: number
  readonly plant: Plant | null
  /** Threads; left out: one per core. */
  readonly threads?: number
  /** Hears of each seed when it is done; `message` null: it held. */
  readonly onSeed?: (done: number, seed: number, message: string | null) => void
}

/** What became of it. */
export interface FleetReport {
  readonly run: number
  readonly saved: number
  readonly failures: readonly { readonly seed: number; readonly message: string }[]
  /** For each fault: in how many seeds it struck, and how often. */
  readonly faults: ReadonlyMap<Fault, { readonly seeds: number; readonly times: number }>
}

type Answer = { readonly seed: number; readonly report: SeedReport } | { readonly seed: number; readonly message: string }

/** Runs the seeds first … first+count−1. */
export async function runSeeds(fleet: Fleet): Promise<FleetReport> {
  const answers: Answer[] = []
  let next = fleet.first
  const take = (): number | null => (next >= fleet.first + fleet.count ? null : next++)
  const done = (answer: Answer): void => {
    answers.push(answer)
    fleet.onSeed?.(answers.length, answer.seed, 'message' in answer ? answer.message : null)
  }
  const threads = Math.min(fleet.threads ?? availableParallelism(), fleet.count)
  await Promise.all(Array.from({ length: threads }, () => runThread(fleet.plant, take, done)))
  return reportOf(answers)
}

function runThread(plant: Plant | null, take: () => number | null, done: (answer: Answer) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: { plant }, execArgv: ['--no-warnings'] })
    const goOn = (): void => {
      const seed = take()
      if (seed !== null) return worker.postMessage(seed)
      void worker.terminate().then(() => resolve())
    }
    worker.on('message', (answer: Answer) => {
      done(answer)
      goOn()
    })
    worker.on('error', reject)
    goOn()
  })
}

function reportOf(answers: readonly Answer[]): FleetReport {
  const reports = answers.flatMap((answer) => ('report' in answer ? [answer.report] : []))
  const faults = faultNames.map((fault) => {
    const counts = reports.flatMap((report) => report.faults[fault] ?? [])
    return [fault, { seeds: counts.length, times: counts.reduce((sum, count) => sum + count, 0) }] as const
  })
  return {
    run: answers.length,
    saved: reports.reduce((sum, { saved }) => sum + saved, 0),
    failures: answers.flatMap((answer) => ('message' in answer ? [answer] : [])).sort((a, b) => a.seed - b.seed),
    faults: new Map(faults)
  }
}

async function answerFor(seed: number, plant: Plant | null): Promise<Answer> {
  try {
    return { seed, report: await simulateSeed(seed, plant) }
  } catch (error) {
    return { seed, message: error instanceof Error ? error.message : String(error) }
  }
}

if (!isMainThread && parentPort) {
  const port = parentPort
  const { plant } = workerData as { readonly plant: Plant | null }
  port.on('message', (seed: number) => {
    void answerFor(seed, plant).then((answer) => port.postMessage(answer))
  })
}
