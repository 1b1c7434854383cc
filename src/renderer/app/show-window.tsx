// The window itself: look, address, account, and from there the desk.

import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Router } from 'wouter'
import { useHashLocation } from 'wouter/use-hash-location'
import { UiRoot } from '#renderer/ui/UiRoot.tsx'
import type { FirstAccount } from './first-account.ts'
import { preloadRoom } from './rooms.tsx'
import { Window } from './Window.tsx'

preloadRoom(location.hash)

export function showWindow(start: FirstAccount): void {
  const root = document.getElementById('root')
  if (root === null) throw new Error('index.html has no #root')
  createRoot(root).render(
    <StrictMode>
      <UiRoot>
        <Router hook={useHashLocation}>
          <Window start={start} />
        </Router>
      </UiRoot>
    </StrictMode>
  )
}
