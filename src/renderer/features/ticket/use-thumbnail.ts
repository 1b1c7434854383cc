// A small picture of a picture that is on this device already. Nothing is fetched for it, and only plain raster formats are decoded.

import { useEffect, useState } from 'react'
import { useStore } from '#renderer/live/store-context.tsx'
import type { TicketFile } from './use-files.ts'

const shownTypes = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif', 'image/bmp'])
const largestBytes = 12_000_000

/** An address for an image, null where there is none to show. */
export function useThumbnail({ row, standing }: TicketFile): string | null {
  const client = useStore()
  const { id, ticketId, mime } = row
  const isShown = standing?.here === true && shownTypes.has(mime) && row.size <= largestBytes
  const [address, setAddress] = useState<string | null>(null)
  useEffect(() => {
    if (!isShown) return undefined
    let made: string | null = null
    let current = true
    client.request('fetchFile', { ticketId, attachmentId: id }).then(
      (answer) => {
        if (!answer.ok || !current) return
        made = URL.createObjectURL(new Blob([answer.content], { type: mime }))
        setAddress(made)
      },
      () => undefined
    )
    return () => {
      current = false
      if (made !== null) URL.revokeObjectURL(made)
      setAddress(null)
    }
  }, [client, id, ticketId, mime, isShown])
  return address
}
