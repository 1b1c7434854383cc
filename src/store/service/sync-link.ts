// How the service sees the sync engine: something that runs beside the rows and says how it goes.

import type { SyncStatus } from '#store/contract.ts'

/** How syncing goes. `problem` is what was seen last, null when all is well; `needsPerson`: it won't go away by itself. */
export interface LinkState {
  readonly activity: 'idle' | 'syncing' | 'offline'
  readonly lastExchangeAt: number | null
  readonly problem: string | null
  readonly needsPerson: boolean
  readonly progress: SyncStatus['progress']
}

/** A running engine. */
export interface SyncLink {
  start(): void
  /** Resolves when nothing is on its way any more. */
  stop(): Promise<void>
  /** Something new waits to be sent. */
  wake(): void
  syncNow(): Promise<void>
  state(): LinkState
}

/** Where no server is connected. */
export const noLink: LinkState = { activity: 'idle', lastExchangeAt: null, problem: null, needsPerson: false, progress: null }
