// The platform in a browser: files come down as downloads, links and windows open as tabs, there is no journal and no key store.

import { chooseFiles } from './choose-files.ts'
import { showNotice } from './notify.ts'
import type { Platform } from './platform.ts'

/** Makes the browser's platform. */
export function createBrowserPlatform(): Platform {
  return {
    can: { notify: 'Notification' in globalThis, keepSecrets: false },
    journal: 'none',
    info: async () => {
      const query = new URLSearchParams(location.search)
      const serverUrl = location.protocol.startsWith('http') ? location.origin : null
      return { version: null, locale: navigator.language, serverUrl, profile: query.get('profile'), account: query.get('account') }
    },
    notify: (notice) => showNotice(notice, (route) => (location.hash = route)),
    saveFile: async (suggestedName, content) => {
      download(suggestedName, content)
      return true
    },
    openFiles: chooseFiles,
    openLink: async (url) => openTab(url),
    openWindow: async (route) => openTab(`${location.pathname}${location.search}#${route}`),
    useProfile: async () => undefined,
    useServer: async () => undefined,
    onMenu: () => () => undefined
  }
}

function openTab(url: string): void {
  globalThis.open(url, '_blank', 'noopener')
}

/** Time for the browser to begin the download before its address is taken back. */
const downloadStartMs = 60_000

function download(name: string, content: Blob): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(content)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), downloadStartMs)
}
