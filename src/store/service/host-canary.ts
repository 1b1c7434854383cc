// The canary behind the host: what the store said of itself last, kept where damage to the browser's files doesn't reach. A host that
// can't be asked says nothing; opening doesn't fail for it. A word costs the host some syncs, so words that follow each other are one.

import type { Host } from '#store/contract.ts'
import type { ReplicaOptions } from '#store/replica.ts'

/** A canary that the host keeps. `flush` resolves when the last word is kept. */
export interface HostCanary extends NonNullable<ReplicaOptions['canary']> {
  flush(): Promise<void>
}

/** Words are kept this much later, unless somebody waits for them. */
const keepAfterMs = 400

/** Makes the canary. `later` calls back after a delay in milliseconds and returns the way to cancel. */
export function createHostCanary(
  host: Pick<Host, 'canary.read' | 'canary.write'>,
  later: (delayMs: number, run: () => void) => () => void
): HostCanary {
  let isHurried = false
  let goOn = (): void => undefined
  let last: Promise<void> = Promise.resolve()
  const pause = (): Promise<void> =>
    new Promise((resolve) => {
      if (isHurried) return resolve()
      const cancel = later(keepAfterMs, resolve)
      goOn = () => {
        cancel()
        resolve()
      }
    })
  return {
    read: async () => (await host['canary.read']({}).catch(() => ({ text: null }))).text,
    write: (text) => {
      last = pause().then(async () => {
        await host['canary.write']({ text })
      })
      return last
    },
    flush: async () => {
      isHurried = true
      let seen: Promise<void> | null = null
      // What was said while one word was kept is the next word.
      while (seen !== last) {
        seen = last
        goOn()
        await seen.catch(() => undefined)
        await new Promise<void>((resolve) => later(0, resolve))
      }
      isHurried = false
    }
  }
}
