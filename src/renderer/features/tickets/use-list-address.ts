// Keeps the list and its address alike, both ways. The list leads while somebody works on it, because an address changes later than a key is
// released; the address leads when one comes by a link, by back and forward, or in a new window.

import { useEffect, useLayoutEffect, useRef } from 'react'
import { useLocation } from 'wouter'
import { useLatest } from '#renderer/ui/use-latest.ts'
import { type ShownList, readTicketListAddress, ticketListAddress } from './ticket-list-address.ts'
import { useTicketsUi } from './tickets.ui-store.ts'

/** Browsers put up with few changes of the address a second: typing waits for a pause. */
const pauseMs = 300

export function useListAddress(): void {
  const [address, navigate] = useLocation()
  // First, so that a list shown because of an address finds that address and writes none.
  const latest = useLatest(address)
  const arrived = useRef(false)
  useLayoutEffect(() => {
    const shown = useTicketsUi.getState()
    const own = ticketListAddress(shown)
    // Who comes back to the room by its name finds the list as it was left.
    if (!arrived.current && address === '/tickets' && own !== address) navigate(own, { replace: true })
    else if (own !== address) {
      const asked = readTicketListAddress(address)
      if (asked !== null) shown.show(asked)
    }
    arrived.current = true
  }, [address, navigate])
  useEffect(() => () => void (arrived.current = false), [])
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const write = (replace: boolean): void => {
      const next = ticketListAddress(useTicketsUi.getState())
      if (next !== latest.current) navigate(next, { replace })
    }
    const stop = useTicketsUi.subscribe((now, before) => {
      if (now.query === before.query && now.savedViewId === before.savedViewId) return
      clearTimeout(timer)
      if (isSamePlace(now, before)) timer = setTimeout(write, pauseMs, true)
      else write(false)
    })
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [latest, navigate])
}

/** Words, order and grouping refine a list; another view or filter is a place of its own to come back to. */
function isSamePlace(now: ShownList, before: ShownList): boolean {
  const placeOf = ({ query, savedViewId }: ShownList): string =>
    ticketListAddress({ query: { ...query, words: '', sort: before.query.sort, groupBy: null }, savedViewId })
  return placeOf(now) === placeOf(before)
}
