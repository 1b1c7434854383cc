// Tells the head of the room how many records stand below it.

import { useEffect } from 'react'

/** @param total null while it isn't known */
export function useFound(total: number | null, tell: (total: number) => void): void {
  useEffect(() => {
    if (total !== null) tell(total)
  }, [total, tell])
}
