// The live socket: hints that something is new, and sometimes what it is. It is opened when the server is known to answer, and again
// after a growing pause when it ends. [LIVE1]

import { backoffMs } from './backoff.ts'
import type { Clock, HearHint, LivePlace, Transport } from './ports.ts'

/** A socket that is kept open while it can be. */
export interface LiveLink {
  isOpen(): boolean
  /** Opens the socket when there is none and the pause after the last one is over. */
  ensure(): void
  close(): void
}

/** Surroundings of the link. */
export interface LiveDeps {
  readonly transport: Transport
  readonly clock: Clock
  readonly onHint: HearHint
  readonly place: () => LivePlace | null
  onLost(): void
}

/** A link that is not open yet. */
export function createLiveLink({ transport, clock, onHint, place, onLost }: LiveDeps): LiveLink {
  let close: (() => void) | null = null
  let turn = 0
  let failures = 0
  let notBefore = Number.NEGATIVE_INFINITY
  const open = (): void => {
    const own = ++turn
    close = transport.live(
      (...hint) => {
        if (own !== turn) return
        failures = 0
        onHint(...hint)
      },
      () => {
        if (own !== turn) return
        turn++
        close = null
        failures++
        notBefore = clock.now() + backoffMs(failures, clock)
        onLost()
      },
      place
    )
  }
  return {
    isOpen: () => close !== null,
    ensure() {
      // A clock that jumped back must not keep the socket closed for hours.
      const wait = notBefore - clock.now()
      if (close === null && (wait <= 0 || wait > 120_000)) open()
    },
    close() {
      turn++
      close?.()
      close = null
    }
  }
}
