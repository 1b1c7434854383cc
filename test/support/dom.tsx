// Renders the window as a signed-in person sees it, over the store's real core in memory. What the simulated DOM lacks is filled in.

import { notifications } from '@mantine/notifications'
import { cleanup, configure, render } from '@testing-library/react'
import userEvent, { type UserEvent } from '@testing-library/user-event'
import { afterEach } from 'vitest'
import { Router } from 'wouter'
import { memoryLocation } from 'wouter/memory-location'
import { Shell } from '#renderer/app/Shell.tsx'
import { useNewTicket } from '#renderer/features/new-ticket/new-ticket.ui-store.ts'
import { useTicketsUi } from '#renderer/features/tickets/tickets.ui-store.ts'
import { StoreProvider } from '#renderer/live/store-context.tsx'
import { UiRoot } from '#renderer/ui/UiRoot.tsx'
import { leftLists } from '#renderer/ui/use-list-fields.ts'
import { type MemoryStore, type MemoryStoreOptions, openMemoryStore } from './memory-store.ts'
import { type SlowClient, slowClient } from './slow-client.ts'

/** A window of a test. `address` is where the router stands. */
export interface TestWindow {
  readonly store: MemoryStore
  readonly user: UserEvent
  readonly address: () => string
  /** The worker as this window hears it: it may be held and let go. */
  readonly worker: Pick<SlowClient, 'hold' | 'release'>
  readonly close: () => Promise<void>
}

// Rooms are fetched lazily, and the machine may be many times slower than the one this was written on.
configure({ asyncUtilTimeout: 60_000 })

const opened: TestWindow[] = []

afterEach(async () => {
  cleanup()
  localStorage.clear()
  notifications.clean()
  // What may vanish vanishes between tests, as it does with a window.
  useTicketsUi.setState(useTicketsUi.getInitialState(), true)
  leftLists.clear()
  useNewTicket.setState(useNewTicket.getInitialState(), true)
  for (const window of opened.splice(0)) await window.close()
})

/** Opens the window at an address such as `/tickets`. */
export async function openWindow(path: string, options: MemoryStoreOptions = {}): Promise<TestWindow> {
  fillIn()
  const store = await openMemoryStore(options)
  const worker = slowClient(store.client)
  const location = memoryLocation({ path, record: true })
  render(
    <UiRoot test>
      <Router hook={location.hook}>
        <StoreProvider client={worker.client}>
          <Shell />
        </StoreProvider>
      </Router>
    </UiRoot>
  )
  const window: TestWindow = {
    store,
    user: userEvent.setup(),
    address: () => location.history.at(-1) ?? '',
    worker,
    close: () => store.close()
  }
  opened.push(window)
  return window
}

/** What the simulated DOM lacks. */
export function fillIn(): void {
  Object.defineProperty(globalThis, 'matchMedia', {
    configurable: true,
    value: (query: string) => ({ matches: false, media: query, addEventListener: nothing, removeEventListener: nothing })
  })
  Object.defineProperty(document, 'fonts', { configurable: true, value: { addEventListener: nothing, removeEventListener: nothing } })
  Element.prototype.scrollIntoView = nothing
  Element.prototype.scrollTo = nothing
}

function nothing(): void {
  // The simulated DOM has no layout: there is nothing to scroll or to match.
}
