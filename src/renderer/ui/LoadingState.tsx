// Shown only when an answer takes longer than a blink, so that fast answers never flicker.

import { Skeleton } from '@mantine/core'
import { useEffect, useState } from 'react'
import { uiWords } from '#core/words/rooms-ui.ts'

const blinkMs = 120

export function LoadingState({ lines = 6 }: { lines?: number }): React.JSX.Element {
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), blinkMs)
    return () => clearTimeout(timer)
  }, [])
  return (
    <div role="status" aria-label={uiWords.loading} style={{ padding: 16, display: 'grid', gap: 12, alignContent: 'start', flex: 1 }}>
      {late &&
        Array.from({ length: lines }, (_, place) => <Skeleton key={place} height={16} width={`${String(92 - ((place * 17) % 45))}%`} />)}
    </div>
  )
}
