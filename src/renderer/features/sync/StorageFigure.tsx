// How much this origin keeps on the device, as the browser engine measures it.

import { useEffect, useState } from 'react'
import { syncWords as words } from '#core/words/rooms-sync.ts'
import { Figure, Quiet } from '#renderer/features/records/index.ts'

export function StorageFigure(): React.JSX.Element {
  const [estimate, setEstimate] = useState<StorageEstimate | null>(null)
  useEffect(() => {
    let shown = true
    // Where the engine doesn't tell (an insecure page), the figure says so.
    const asked = 'storage' in navigator ? navigator.storage.estimate() : Promise.resolve({})
    asked.then(
      (answer) => shown && setEstimate(answer),
      () => undefined
    )
    return () => {
      shown = false
    }
  }, [])
  const { usage, quota } = estimate ?? {}
  return (
    <Figure label={words.storage}>
      {usage === undefined ? <Quiet>{words.storageUnknown}</Quiet> : bytesWords(usage)}
      {usage !== undefined && quota !== undefined && (
        <span style={{ fontWeight: 400, marginInlineStart: 8 }}>
          <Quiet>{words.storageOf(bytesWords(quota))}</Quiet>
        </span>
      )}
    </Figure>
  )
}

function bytesWords(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB']
  const power = Math.min(units.length - 1, Math.floor(Math.log(Math.max(1, bytes)) / Math.log(1000)))
  return `${(bytes / 1000 ** power).toLocaleString('en', { maximumFractionDigits: power > 1 ? 1 : 0 })} ${units[power] ?? ''}`
}
