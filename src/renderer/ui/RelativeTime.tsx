// A moment as people say it ("3 h ago"), with the full date in the viewer's zone and, where given, in the site's zone as a tip.

import { useSyncExternalStore } from 'react'
import { fullMoment, relativeWords } from './moments.ts'

const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined
let shown = Date.now()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(() => {
    shown = Date.now()
    for (const each of listeners) each()
  }, 20_000)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

/** A clock of the window that ticks every 20 s, shared by everything that shows an age. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => shown)
}

interface RelativeTimeProps {
  readonly at: number
  /** Time zone of the place the moment belongs to, when it isn't the viewer's. */
  readonly siteZone?: string | null | undefined
}

export function RelativeTime({ at, siteZone }: RelativeTimeProps): React.JSX.Element {
  const now = useNow()
  return (
    <time dateTime={new Date(at).toISOString()} title={fullMoment(at, siteZone)} style={{ whiteSpace: 'nowrap' }}>
      {relativeWords(at, Math.max(now, at))}
    </time>
  )
}
