// A list with a reading pane at its side; the handle moves by mouse and arrow keys, and the share is remembered on this device.

import { Splitter } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { uiWords } from '#core/words/rooms-ui.ts'

interface ReadingPaneProps {
  /** Names the remembered share: one per room. */
  readonly name: string
  readonly list: ReactNode
  /** Null: no pane, the list takes all. */
  readonly pane: ReactNode | null
}

export function ReadingPane({ name, list, pane }: ReadingPaneProps): React.JSX.Element {
  const key = `fixpoint.pane.${name}`
  const [share, setShare] = useState(() => Number(localStorage.getItem(key) ?? '') || 46)
  const fill = { display: 'flex', flexDirection: 'column', minWidth: 0, minHeight: 0, overflow: 'hidden' } as const
  if (pane === null) return <div style={{ ...fill, flex: 1 }}>{list}</div>
  return (
    <Splitter
      style={{ flex: 1, minHeight: 0 }}
      lineSize={1}
      handleColor="var(--fx-line)"
      withHandle={false}
      step={2}
      onSizeChange={(sizes) => {
        const first = Number.parseFloat(String(sizes[0]))
        setShare(first)
        localStorage.setItem(key, String(first))
      }}
    >
      <Splitter.Pane defaultSize={share} min={25} style={fill}>
        {list}
      </Splitter.Pane>
      <Splitter.Pane defaultSize={100 - share} min={25} style={fill}>
        <aside aria-label={uiWords.pane} style={{ ...fill, flex: 1, height: '100%' }}>
          {pane}
        </aside>
      </Splitter.Pane>
    </Splitter>
  )
}
