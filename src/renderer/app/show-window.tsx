// The window itself: look, address, account, and from there the desk.

import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Router } from 'wouter'
import { useHashLocation } from 'wouter/use-hash-location'
import { UiRoot } from '#renderer/ui/UiRoot.tsx'
import type { FirstAccount } from './first-account.ts'
import type { OpenedStore } from './open-store.ts'
import { preloadRoom } from './rooms.tsx'
import { Window } from './Window.tsx'

/** Drawing the desk at once costs less than drawing that it opens, then its frame, then its room; but nobody looks at nothing for longer. */
const blankMs = 400

/** The room of the address, fetched as soon as this module is here. */
const room = preloadRoom(location.hash).catch(() => undefined)

export async function showWindow(start: FirstAccount, opening: Promise<OpenedStore> | null): Promise<void> {
  const root = document.getElementById('root')
  if (root === null) throw new Error('index.html has no #root')
  const opened = opening && (await withinMoment(opening))
  await withinMoment(room)
  createRoot(root).render(
    <StrictMode>
      <UiRoot>
        <Router hook={useHashLocation}>
          <Window start={start} opening={opening} opened={opened} />
        </Router>
      </UiRoot>
    </StrictMode>
  )
}

/** What came in time, else null; a failure is told by who shows it. */
async function withinMoment<T>(coming: Promise<T>): Promise<T | null> {
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), blankMs))
  return Promise.race([coming.catch(() => null), late])
}
