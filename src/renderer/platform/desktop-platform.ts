// The platform in the desktop app: everything goes over the checked channels to the main process.

import type { IpcClient } from '#ipc/client.ts'
import { chooseFiles } from './choose-files.ts'
import { showNotice } from './notify.ts'
import type { Platform } from './platform.ts'

/** Makes the desktop's platform over the preload's bridge. */
export function createDesktopPlatform(ipc: IpcClient): Platform {
  const ask = async (done: Promise<unknown>): Promise<void> => void (await done)
  return {
    can: { notify: true, keepSecrets: true },
    journal: 'main',
    startJournal: async () => 'main',
    info: async () => {
      const { version, locale, serverUrl, profile, account } = await ipc.call('app.info', {})
      const named = new URLSearchParams(location.search).get('profile')
      return { version, locale, serverUrl, profile: named ?? profile, account }
    },
    notify: (notice) => showNotice(notice, (route) => (location.hash = route)),
    saveFile: async (suggestedName, content) => {
      if (content.size > pieceBytes) return saveInPieces(ipc, plainName(suggestedName), content)
      const bytes = new Uint8Array(await content.arrayBuffer())
      return (await ipc.call('file.save', { suggestedName: plainName(suggestedName), contentBase64: toBase64(bytes) })).saved
    },
    printPdf: async (suggestedName, paper) => (await ipc.call('print.pdf', { suggestedName: plainName(suggestedName), paper })).saved,
    openFile: async (name, content) => {
      const bytes = new Uint8Array(await content.arrayBuffer())
      return (await ipc.call('file.open', { name: plainName(name), contentBase64: toBase64(bytes) })).opened
    },
    openFiles: chooseFiles,
    openLink: (url) => ask(ipc.call('link.open', { url })),
    openWindow: (route) => ask(ipc.call('window.open', { route })),
    useProfile: (profile) => ask(ipc.call('profile.use', { profile })),
    useServer: (url) => ask(ipc.call('server.use', { url })),
    onMenu: (listener) => ipc.on('menu.command', ({ command }) => listener(command))
  }
}

/** More than this is sent piece by piece. */
const pieceBytes = 6_000_000

async function saveInPieces(ipc: IpcClient, suggestedName: string, content: Blob): Promise<boolean> {
  const { file } = await ipc.call('file.begin', { suggestedName })
  if (file === null) return false
  let isWhole = false
  try {
    for (let start = 0; start < content.size; start += pieceBytes) {
      const bytes = new Uint8Array(await content.slice(start, start + pieceBytes).arrayBuffer())
      await ipc.call('file.write', { file, contentBase64: toBase64(bytes) })
    }
    isWhole = true
  } finally {
    await ipc.call('file.end', { file, isWhole })
  }
  return true
}

/** Names come from other systems; some of their letters mean something else in a path. */
function plainName(name: string): string {
  return name.replaceAll(/[/\\:*?"<>|\p{Cc}]/gu, '_').slice(-200)
}

/** A string's parts, not the bytes as arguments: the engine's stack ends at some 100,000 of them. */
const chunkBytes = 24_576

function toBase64(bytes: Uint8Array): string {
  let text = ''
  for (let start = 0; start < bytes.length; start += chunkBytes)
    text += btoa(String.fromCodePoint(...bytes.subarray(start, start + chunkBytes)))
  return text
}
