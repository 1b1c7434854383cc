// A running stopwatch: worked so far, ticking by the second while it runs.

import { useEffect, useState } from 'react'
import { clockWords } from './moments.ts'

interface Stopwatch {
  readonly accumulatedMs: number
  readonly resumedAt: number
  readonly pausedAt: number | null
}

export function TimerClock({ timer }: { timer: Stopwatch }): React.JSX.Element {
  const [now, setNow] = useState(() => Date.now())
  const running = timer.pausedAt === null
  useEffect(() => {
    if (!running) return undefined
    const tick = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(tick)
  }, [running])
  const worked = timer.accumulatedMs + (running ? Math.max(0, now - timer.resumedAt) : 0)
  return (
    <span role="timer" style={{ fontWeight: 600, fontVariantNumeric: 'tabular-nums' }}>
      {clockWords(worked)}
    </span>
  )
}
