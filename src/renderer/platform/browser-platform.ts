// The platform in a browser: files come down as downloads, links and windows open as tabs, the journal lies in the
// origin's private files, and there is no key store.

import { startBrowserJournal } from './browser-journal.ts'
import { chooseFiles } from './choose-files.ts'
import { showNotice } from './notify.ts'
import type { Platform } from './platform.ts'

/** Makes the browser's platform. */
export function createBrowserPlatform(): Platform {
  return {
    can: { notify: 'Notification' in globalThis, keepSecrets: false },
    journal: 'browser',
    startJournal: async (profile, offer) => {
      if (!('storage' in navigator) || !('locks' in navigator)) return 'none'
      // Without it the browser may throw everything of this page away when the disk fills up, journal and database at once.
      void navigator.storage.persist()
      return (await startBrowserJournal(profile, offer)) ? 'browser' : 'none'
    },
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
    printPdf: async () => {
      globalThis.print()
      return true
    },
    openFile: async (name, content) => {
      download(name, content)
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
