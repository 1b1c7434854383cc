// The business engine at full size, in a worker of the real browser while the page paints: deadlines and verdicts of all tickets, an invoice
// run over all clients. Beside the time on the wall stands the processor's time of the same work in Node, because other work shares the machine.

import { mkdtemp, rm } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { buildPage, withPage } from './bench-page.ts'
import { engineDesk, size } from './engine-page/engine-rows.ts'
import { recomputeTickets, runInvoices, type TaskResult } from './engine-page/engine-tasks.ts'
import type { Measured } from './engine-page/page.ts'
import { machine, milliseconds, quantile, today, writeSection } from './report.ts'
import { serveFolder } from './serve-folder.ts'

const tasks = ['tickets', 'invoices'] as const
type Task = (typeof tasks)[number]
const rounds = 5
const idleMs = 2_000

/** The first run starts with nothing compiled; `processor` is of the same work in Node, first run first. */
interface Figures {
  readonly runs: readonly Measured[]
  readonly processor: readonly number[]
}

export async function benchEngine(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'fixpoint-bench-'))
  try {
    await buildPage('test/bench/engine-page', join(folder, 'page'))
    const server = await serveFolder(join(folder, 'page'))
    try {
      await report(await measure(server.url, folder))
    } finally {
      server.close()
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

interface AllFigures {
  readonly idle: number
  /** The run through the store's own worker. */
  readonly store: readonly Measured[]
  readonly byTask: Readonly<Record<Task, Figures>>
}

async function measure(url: string, folder: string): Promise<AllFigures> {
  const runsOf = async (task: Task): Promise<readonly Measured[]> =>
    withPage(url, join(folder, `profile-${task}`), async (page) => {
      await page.evaluate(() => window.engineBench.run('prepare'))
      return repeat(page, (name) => window.engineBench.run(name), task)
    })
  const runs = { tickets: await runsOf('tickets'), invoices: await runsOf('invoices') }
  const store = await withPage(url, join(folder, 'profile-store'), async (page) => {
    await page.evaluate(() => window.engineBench.prepareStore())
    return repeat(page, () => window.engineBench.runInStore())
  })
  const idle = await withPage(url, join(folder, 'profile-idle'), (page) => page.evaluate((ms) => window.engineBench.idleFrame(ms), idleMs))
  const desk = engineDesk(7)
  const processor = {
    tickets: processorTimes(() => recomputeTickets(desk, processorMs)),
    invoices: processorTimes(() => runInvoices(desk, processorMs))
  }
  return {
    idle,
    store,
    byTask: {
      tickets: { runs: runs.tickets, processor: processor.tickets },
      invoices: { runs: runs.invoices, processor: processor.invoices }
    }
  }
}

async function repeat<Argument>(
  page: Page,
  run: (argument: Argument) => Promise<Measured>,
  argument?: Argument
): Promise<readonly Measured[]> {
  const runs: Measured[] = []
  for (let round = 0; round < rounds; round++) runs.push(await page.evaluate(run as never, argument as never))
  return runs
}

function processorTimes(run: () => TaskResult): readonly number[] {
  return Array.from({ length: rounds }, () => run().milliseconds)
}

/** Processor time of this process so far, all its threads. */
function processorMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

async function report({ idle, store, byTask }: AllFigures): Promise<void> {
  const row = (what: string, { runs, processor }: Figures): string => {
    const [first, ...warm] = runs.map((run) => run.milliseconds)
    const frames = Math.max(...runs.map((run) => run.longestFrame))
    const [firstProcessor, ...warmProcessor] = processor
    const cells = [
      milliseconds(first ?? Number.NaN),
      milliseconds(quantile(warm, 0.5)),
      ...(firstProcessor === undefined ? ['–', '–'] : [milliseconds(firstProcessor), milliseconds(quantile(warmProcessor, 0.5))]),
      '2,000 ms',
      milliseconds(frames)
    ]
    return `| ${what} | ${cells.join(' | ')} |`
  }
  const { tickets, invoices } = byTask
  const text = `## Engine

\`npm run bench -- engine\`, ${today()}, ${machine()}, Chromium headless; load ${loadavg()[0]?.toFixed(1)} at the end.
Pure functions over rows in memory, in one worker, while the page paints a figure in every frame. “First” begins with nothing compiled, no calendar opened and no contract prepared. Processor: all threads of Node, garbage collection included, same rows. The last row is what a person waits for: shared worker, rows read out of its memory, progress step by step.

| task | first | again, p50 | processor, first | again, p50 | at most | longest frame meanwhile |
| --- | --- | --- | --- | --- | --- | --- |
${row(`all deadlines and coverage verdicts of ${size.tickets.toLocaleString('en')} tickets`, tickets)}
${row(`invoice run: ${size.clients.toLocaleString('en')} clients, ${size.entries.toLocaleString('en')} time entries`, invoices)}
${row(`the same invoice run through the store’s own worker, as the Billing room asks it`, { runs: store, processor: [] })}

The longest frame while nothing was computed: ${milliseconds(idle)}. What was computed: ${sumsOf(tickets)}; ${sumsOf(invoices)}; through the store ${sumsOf({ runs: store, processor: [] })}.`
  await writeSection('engine', text)
  console.log(text)
}

function sumsOf({ runs }: Figures): string {
  return Object.entries(runs[0]?.sums ?? {})
    .map(([name, value]) => `${value.toLocaleString('en')} ${name}`)
    .join(', ')
}
