// How many records of each kind, as figures.

import type { ReactNode } from 'react'
import { importWords as words } from '#core/words/rooms-import.ts'
import { Figure, Figures } from '#renderer/features/records/index.ts'

interface CountFiguresProps {
  /** By the wire name of the command. */
  readonly counts: Readonly<Record<string, number>>
  readonly events: number
  readonly children?: ReactNode
}

export function CountFigures({ counts, events, children }: CountFiguresProps): React.JSX.Element {
  return (
    <Figures>
      {Object.entries(counts).map(([name, count]) => (
        <Figure key={name} label={words.counts[name] ?? name}>
          {count.toLocaleString('en')}
        </Figure>
      ))}
      {events > 0 && <Figure label={words.events}>{events.toLocaleString('en')}</Figure>}
      {children}
    </Figures>
  )
}
