// Composition root of a window. The worker is woken first: it reads what was shown last while the code of the rooms is still being fetched.

import { firstAccount } from './first-account.ts'
import { openStore } from './open-store.ts'

const view = import('./show-window.tsx')
const start = await firstAccount()
const opening = start.profile === null ? null : openStore(start.serverUrl, start.profile)
// The window says so when it is here.
opening?.catch(() => undefined)
const { showWindow } = await view
await showWindow(start, opening)
