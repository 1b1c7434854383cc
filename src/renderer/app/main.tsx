// Composition root of a window. The worker is woken first: it reads what was shown last while the code of the rooms is still being fetched.

import { firstAccount } from './first-account.ts'
import { beginOpening } from './open-store.ts'

const view = import('./show-window.tsx')
const start = await firstAccount()
if (start.profile !== null) beginOpening(start.serverUrl, start.profile)
const { showWindow } = await view
showWindow(start)
