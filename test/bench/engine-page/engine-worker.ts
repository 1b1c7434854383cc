// The worker of the engine's bench: makes the desk once, then runs the tasks it is asked for.

import { type EngineDesk, engineDesk } from './engine-rows.ts'
import { recomputeTickets, runInvoices, type TaskResult } from './engine-tasks.ts'

export type { TaskResult } from './engine-tasks.ts'

/** `prepare` makes the rows; the others are timed. */
export type EngineTask = 'prepare' | 'tickets' | 'invoices'

let desk: EngineDesk | null = null

self.onmessage = ({ data }: MessageEvent<EngineTask>) => {
  desk ??= engineDesk(7)
  const clock = (): number => performance.now()
  const nothing: TaskResult = { milliseconds: 0, sums: {} }
  self.postMessage(data === 'prepare' ? nothing : data === 'tickets' ? recomputeTickets(desk, clock) : runInvoices(desk, clock))
}
