// The filters of a list, kept in its address (list-address): a link or a new window shows the same list, and coming back finds it as it was left.

import { useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import { type ListFields, listAddress, readListAddress } from './list-address.ts'

/** How a list's filters stand in its address. */
interface FieldsOfList<T> {
  readonly room: string
  readonly read: (fields: ReadonlyMap<string, readonly string[]>) => T
  readonly write: (value: T) => ListFields
}

/** Browsers put up with few changes of the address a second: typing waits for a pause. */
const pauseMs = 300
/** Where each room's list was left, by room; forgotten with the window. */
export const leftLists = new Map<string, string>()

/** Where a room's list was left: the way back from one of its pages. */
export function leftListAddress(room: string): string {
  return leftLists.get(room) ?? room
}

/** `list` must keep its identity. */
export function useListFields<T>(list: FieldsOfList<T>): readonly [T, (change: Partial<T>) => void] {
  const [address, navigate] = useLocation()
  const [seen, setSeen] = useState(address)
  const [value, setValue] = useState(() => list.read(readListAddress(list.room, address) ?? new Map()))
  const own = listAddress(list.room, list.write(value))
  if (seen !== address) {
    // A link, back or forward: the address leads. What was written here reads as what is shown.
    setSeen(address)
    const fields = readListAddress(list.room, address)
    if (fields !== null && address !== own) setValue(list.read(fields))
  }
  useEffect(() => {
    leftLists.set(list.room, own)
    if (own === address) return undefined
    const timer = setTimeout(() => navigate(own, { replace: true }), pauseMs)
    return () => clearTimeout(timer)
  }, [own, address, list, navigate])
  return [value, (change) => setValue((now) => ({ ...now, ...change }))]
}
