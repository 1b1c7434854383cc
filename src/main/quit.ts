// Leaving: the engine finishes what it holds and says "drained", then windows and journals close and the program ends.
// Invariant: it always ends. An engine that doesn't answer in time loses nothing that was shown as saved, because the journal has it.

import type { App } from 'electron'

export interface Farewell {
  readonly app: App
  /** Asks the engine to drain. */
  readonly askToDrain: () => void
  /** Closes windows and files, once drained or out of time. */
  readonly close: () => Promise<void>
  readonly timeoutMs: number
}

/** Returns what to call when the engine says that it is drained. */
export function drainBeforeQuit({ app, askToDrain, close, timeoutMs }: Farewell): () => void {
  let phase: 'running' | 'draining' | 'closing' | 'done' = 'running'
  let timer: NodeJS.Timeout | undefined
  const finish = async (): Promise<void> => {
    if (phase !== 'draining') return
    phase = 'closing'
    clearTimeout(timer)
    await close()
    phase = 'done'
    app.quit()
  }
  app.on('before-quit', (event) => {
    if (phase === 'done') return
    event.preventDefault()
    if (phase !== 'running') return
    phase = 'draining'
    timer = setTimeout(() => {
      console.error('Leaving without the engine’s word; what was shown as saved is in the journal.')
      void finish()
    }, timeoutMs)
    askToDrain()
  })
  return () => void finish()
}
