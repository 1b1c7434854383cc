// Ties the scroll position to the DOM rows and to the window of data: asks for the next window before its edge comes into view.

import { observeElementRect, useVirtualizer, type VirtualItem } from '@tanstack/react-virtual'
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import type { ListGroup } from './DataList.tsx'
import { placeOf, placeOfRow } from './list-places.ts'

const step = 50
const windowRows = 250
const leastSlots = 64

interface ListWindowOptions {
  readonly places: number
  readonly rowHeight: number
  readonly groups: readonly ListGroup[] | undefined
  readonly offset: number
  readonly loaded: number
  readonly total: number
  readonly onWindow: (offset: number, limit: number) => void
}

interface ListWindow {
  readonly scroller: RefObject<HTMLDivElement | null>
  readonly items: readonly VirtualItem[]
  /** As many sets of elements as are ever needed at once. */
  readonly slots: number
  /** Scrolls the row of that index into view. */
  readonly reveal: (row: number) => void
}

export function useListWindow(options: ListWindowOptions): ListWindow {
  const { places, rowHeight, groups, offset, loaded, total, onWindow } = options
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: places,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 6,
    scrollPaddingStart: rowHeight,
    scrollMargin: 0,
    useFlushSync: false,
    initialRect: { width: 1000, height: 800 },
    // A list without a layout (tests, hidden tabs) still shows a screenful.
    observeElementRect: (instance, report) =>
      observeElementRect(instance, (rect) => report(rect.height > 0 ? rect : { width: 1000, height: 800 }))
  })
  // The measured heights belong to the density; a change of it starts anew.
  useEffect(() => virtual.measure(), [rowHeight, virtual])
  const items = virtual.getVirtualItems()
  const [slots, setSlots] = useState(leastSlots)
  if (items.length > slots) setSlots(2 * slots)
  const first = rowAt(items[0]?.index ?? 0, groups)
  const last = rowAt(items.at(-1)?.index ?? 0, groups)
  useEffect(() => {
    const end = Math.min(last, total - 1)
    if (total === 0 || (first >= offset && end < offset + loaded)) return
    const wanted = Math.max(0, Math.floor((first - (windowRows - (last - first)) / 2) / step) * step)
    if (wanted !== offset || loaded < Math.min(windowRows, total - offset)) onWindow(wanted, windowRows)
  }, [first, last, offset, loaded, total, onWindow])
  const reveal = useCallback(
    (row: number) => {
      const place = placeOfRow(row, groups)
      // What is known of the scrolling answers for nearly every step of the hand; asking the page would lay it out anew each time.
      const [top, height] = [virtual.scrollOffset ?? 0, virtual.scrollRect?.height ?? 0]
      const start = place * rowHeight
      if ((top === 0 || start > top + rowHeight) && start + 2 * rowHeight <= top + height) return
      virtual.scrollToIndex(place, { align: 'auto' })
    },
    [virtual, groups, rowHeight]
  )
  return { scroller, items, slots, reveal }
}

function rowAt(place: number, groups: readonly ListGroup[] | undefined): number {
  const found = placeOf(place, groups)
  return found.kind === 'row' ? found.row : rowAt(place + 1, groups)
}
