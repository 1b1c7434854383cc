import type { Bridge } from '#ipc/bridge.ts'

declare global {
  interface Window {
    /** Set by the preload of the desktop app; absent in a browser. */
    readonly fixpoint?: Bridge
  }
}
