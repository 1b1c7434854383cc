// The screen of the engine's bench: paints a number in every frame while a worker computes, and notes the longest time between two frames.
// Without the worker's work the same is measured as the floor of this machine.

import type { EngineTask, TaskResult } from './engine-worker.ts'
import { fillStore, openStore, runInStore } from './store-run.ts'
// oxlint-disable-next-line import/default -- Vite gives the worker's constructor
import EngineWorker from './engine-worker.ts?worker'

declare global {
  interface Window {
    readonly engineBench: typeof engineBench
  }
}

/** What a task took, and how free the screen was meanwhile; milliseconds. */
export interface Measured extends TaskResult {
  readonly longestFrame: number
}

const worker = new EngineWorker()
const clock = document.getElementById('clock') as HTMLElement

function ask(task: EngineTask): Promise<TaskResult> {
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<TaskResult>) => resolve(data)
    worker.onerror = (event) => reject(new Error(event.message))
    worker.postMessage(task)
  })
}

/** Paints frames until the work is done; answers the longest time between two of them. */
async function whileFramesRun<T>(work: () => Promise<T>): Promise<{ readonly value: T; readonly longestFrame: number }> {
  let longestFrame = 0
  let last: number | null = null
  let going = true
  const step = (now: number): void => {
    if (last !== null) longestFrame = Math.max(longestFrame, now - last)
    last = now
    clock.textContent = String(Math.round(now))
    if (going) requestAnimationFrame(step)
  }
  requestAnimationFrame(step)
  const value = await work()
  going = false
  return { value, longestFrame }
}

const engineBench = {
  /** Runs one task in the worker. */
  async run(task: EngineTask): Promise<Measured> {
    const { value, longestFrame } = await whileFramesRun(() => ask(task))
    return { ...value, longestFrame }
  },
  /** Puts the desk into a profile and opens the store on it. */
  async prepareStore(): Promise<void> {
    await fillStore()
    await openStore()
  },
  /** One run through the store. */
  async runInStore(): Promise<Measured> {
    const { value, longestFrame } = await whileFramesRun(runInStore)
    return { ...value, longestFrame }
  },
  /** The longest frame while nothing is computed, over this many milliseconds. */
  async idleFrame(durationMs: number): Promise<number> {
    const { longestFrame } = await whileFramesRun(() => new Promise((resolve) => setTimeout(resolve, durationMs)))
    return longestFrame
  }
}

Object.assign(window, { engineBench })
