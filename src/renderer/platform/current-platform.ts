// The one place that looks where the program runs.

import { createIpcClient } from '#ipc/client.ts'
import { createBrowserPlatform } from './browser-platform.ts'
import { createDesktopPlatform } from './desktop-platform.ts'

/** The platform of this window. */
export const platform = window.fixpoint === undefined ? createBrowserPlatform() : createDesktopPlatform(createIpcClient(window.fixpoint))
