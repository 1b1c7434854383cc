// One writer per profile: the worker holds the Web Lock of its profile for its life. A worker of another build asks the holder to
// finish and let go; the holder's windows then load themselves anew.

/** What the lock needs of the browser. */
export interface LockScope {
  readonly locks: LockManager
  readonly channel: (name: string) => BroadcastChannel
}

/** How long after a question the next one is asked. */
const askAgainMs = 1_000

/**
 * Resolves when this worker holds the profile. `build` names this worker's script; `onAsked` finishes everything when another build
 * wants the profile, and the lock is let go after it.
 */
export async function holdProfile(scope: LockScope, profile: string, build: string, onAsked: () => Promise<void>): Promise<void> {
  const name = `store:${profile}`
  const channel = scope.channel(name)
  const ask = (): void => channel.postMessage({ type: 'release', build })
  const asking = setInterval(ask, askAgainMs)
  const release = await request(scope.locks, name, ask)
  clearInterval(asking)
  let asked = false
  channel.addEventListener('message', ({ data }: MessageEvent) => {
    if (asked || !isRelease(data) || data.build === build) return
    asked = true
    void onAsked().finally(release)
  })
}

/** Takes the lock; when it is held, its holder is asked. Resolves with the way to let it go. */
function request(locks: LockManager, name: string, ask: () => void): Promise<() => void> {
  return new Promise((resolve, reject) => {
    const hold = (): Promise<void> => new Promise((release) => resolve(release))
    const wait = (): Promise<unknown> => {
      ask()
      return locks.request(name, hold)
    }
    locks.request(name, { ifAvailable: true }, (lock) => (lock ? hold() : void wait().catch(reject))).catch(reject)
  })
}

function isRelease(data: unknown): data is { readonly type: 'release'; readonly build: string } {
  return (
    typeof data === 'object' &&
    data !== null &&
    'type' in data &&
    data.type === 'release' &&
    'build' in data &&
    typeof data.build === 'string'
  )
}
