// The worker's way to the window that offers a host: it has no file and no key store itself. Windows come and go, so a call waits
// a bounded time for one, and goes to the next when the one that was asked disappears (calls are repeatable).

import type { Host, HostCall, HostCalls } from '#store/contract.ts'

/** A window that offered its host. */
export interface HostProvider {
  readonly offers: { readonly journal: boolean; readonly secrets: boolean }
  readonly call: <C extends HostCall>(call: C, params: HostCalls[C]['params']) => Promise<HostCalls[C]['answer']>
}

/** No window with the host is there, or it does not answer. */
export class HostMissing extends Error {
  constructor() {
    super('no window provides the host')
    this.name = 'HostMissing'
  }
}

/** Host calls over whichever window provides it. */
export interface HostLink extends Host {
  offer(provider: HostProvider): void
  /** The window is gone: what it was asked is asked of the next. */
  withdraw(provider: HostProvider): void
  /** True while a window offers secrets. */
  hasSecrets(): boolean
}

/** How long a call waits for a window, and for its answer. */
const patienceMs = 15_000

interface Link {
  readonly providers: HostProvider[]
  /** Called whenever a provider came or went; an answer of true ends the watch. */
  readonly watches: Set<() => boolean>
  readonly later: (delayMs: number, run: () => void) => () => void
}

/** Makes the link. `later` calls back after a delay in milliseconds and returns the way to cancel. */
export function createHostLink(later: (delayMs: number, run: () => void) => () => void): HostLink {
  const link: Link = { providers: [], watches: new Set(), later }
  const { providers } = link
  return {
    'journal.append': (params) => call(link, 'journal.append', params),
    'journal.read': (params) => call(link, 'journal.read', params),
    'journal.acknowledge': (params) => call(link, 'journal.acknowledge', params),
    'journal.wipe': (params) => call(link, 'journal.wipe', params),
    'canary.read': (params) => call(link, 'canary.read', params),
    'canary.write': (params) => call(link, 'canary.write', params),
    'room.prepare': (params) => call(link, 'room.prepare', params),
    'secret.read': (params) => call(link, 'secret.read', params),
    'secret.write': (params) => call(link, 'secret.write', params),
    hasSecrets: () => providers.some(({ offers }) => offers.secrets),
    offer: (provider) => {
      providers.push(provider)
      tell(link)
    },
    withdraw: (provider) => {
      const place = providers.indexOf(provider)
      if (place < 0) return
      providers.splice(place, 1)
      tell(link)
    }
  }
}

function tell({ watches }: Link): void {
  for (const watch of watches) if (watch()) watches.delete(watch)
}

async function call<C extends HostCall>(link: Link, name: C, params: HostCalls[C]['params']): Promise<HostCalls[C]['answer']> {
  const isFit = ({ offers }: HostProvider): boolean => (name.startsWith('secret.') ? offers.secrets : offers.journal)
  for (;;) {
    await until(link, () => link.providers.some(isFit)).met
    // The newest one: a browser's window offers the journal when it has come to own its files, so that who offered before owns them no more.
    const provider = link.providers.findLast(isFit)
    if (!provider) continue
    const gone = until(link, () => link.providers.findLast(isFit) !== provider)
    const answer = await Promise.race([provider.call(name, params).then((value) => ({ value })), gone.met]).finally(gone.forget)
    if (answer) return answer.value
  }
}

/** Waits until the providers fulfil a condition; `met` rejects with HostMissing when that takes too long. */
function until(link: Link, isMet: () => boolean): { readonly met: Promise<void>; readonly forget: () => void } {
  if (isMet()) return { met: Promise.resolve(), forget: () => undefined }
  let forget = (): void => undefined
  const met = new Promise<void>((resolve, reject) => {
    const watch = (): boolean => {
      if (!isMet()) return false
      cancel()
      resolve()
      return true
    }
    const cancel = link.later(patienceMs, () => {
      link.watches.delete(watch)
      reject(new HostMissing())
    })
    forget = () => {
      link.watches.delete(watch)
      cancel()
    }
    link.watches.add(watch)
  })
  return { met, forget }
}
