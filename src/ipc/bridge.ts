// What the preload puts on `window.fixpoint`, and the two Electron channels under it. Everything else is data that main checks.

/** The one Electron channel on which windows ask. */
export const invokeChannel = 'fixpoint:invoke'

/** The one Electron channel on which main tells windows something. */
export const eventChannel = 'fixpoint:event'

/** Why a question was refused: `type`, the `field` that is wrong, what was `expected`; `reason` is an error code such as ENOSPC. */
export type IpcRefusal =
  | { readonly type: 'unknown-channel'; readonly field: 'channel'; readonly expected: string }
  | { readonly type: 'forbidden-sender'; readonly field: 'sender'; readonly expected: string }
  | { readonly type: 'invalid-input'; readonly field: string; readonly expected: string }
  | { readonly type: 'failed'; readonly reason: string }

/** Main's answer to a question. */
export type IpcAnswer = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: IpcRefusal }

/** `window.fixpoint` in the desktop app; absent in a browser. */
export interface Bridge {
  readonly invoke: (channel: string, input: unknown) => Promise<IpcAnswer>
  readonly on: (event: string, listener: (payload: unknown) => void) => () => void
}
