// What each channel does. The shell stays thin: it keeps bytes, secrets and windows, and knows nothing of tickets.

import { writeFile } from 'node:fs/promises'
import { app, dialog } from 'electron'
import type { Handlers } from './channels.ts'
import type { DesktopSettings } from './desktop-settings.ts'
import type { Journals } from './journals.ts'
import { openFile } from './open-file.ts'
import { openOutside } from './outside.ts'
import { pdfOf } from './print.ts'
import { createSavedFiles, type SavedFiles } from './saved-files.ts'
import type { Secrets } from './secrets.ts'
import type { Windows } from './windows.ts'

export interface Shell {
  readonly journals: Journals
  readonly secrets: Secrets
  readonly settings: DesktopSettings
  readonly windows: Windows
  readonly onDrained: () => void
}

export function createHandlers({ journals, secrets, settings, windows, onDrained }: Shell): Handlers {
  return {
    ...pieceHandlers(createSavedFiles(choosePlace)),
    'app.info': async () => ({
      version: app.getVersion(),
      platform: process.platform,
      locale: app.getLocale(),
      serverUrl: settings.serverUrl(),
      account: settings.account,
      profile: settings.profile()
    }),
    ...journalHandlers(journals),
    'room.prepare': async () => {
      const { freeBytes, isEnough } = await journals.prepareRoom()
      return { freeBytes, isEnough }
    },
    'engine.drained': async () => {
      onDrained()
      return {}
    },
    'secret.read': async ({ name }) => ({ value: await secrets.read(name) }),
    'secret.write': ({ name, value }) => secrets.write(name, value),
    'profile.use': async ({ profile }) => {
      await settings.useProfile(profile)
      windows.send('all', 'profile.changed', { profile })
      return {}
    },
    'accounts.read': async () => ({ accounts: settings.accounts() }),
    'accounts.keep': async ({ accounts }) => {
      await settings.keepAccounts(accounts)
      return {}
    },
    'server.use': async ({ url }) => {
      await settings.useServer(url)
      return {}
    },
    'window.open': async ({ route, profile }) => {
      windows.open(route, profile)
      return {}
    },
    'link.open': async ({ url }) => {
      await openOutside(url)
      return {}
    },
    'file.save': ({ suggestedName, contentBase64 }) => saveFile(suggestedName, Buffer.from(contentBase64, 'base64')),
    'print.pdf': async ({ suggestedName, paper }, sender) => saveFile(suggestedName, await pdfOf(sender, paper)),
    'file.open': async ({ name, contentBase64 }) => ({ opened: await openFile(name, Buffer.from(contentBase64, 'base64')) })
  }
}

/** A profile's journal and canary. */
function journalHandlers(journals: Journals): Pick<Handlers, Extract<keyof Handlers, `journal.${string}` | `canary.${string}`>> {
  return {
    'journal.append': async ({ profile, entries }) => (await journals.of(profile)).append(entries),
    'journal.read': async ({ profile, skip, limit }) => (await journals.of(profile)).read(skip, limit),
    'journal.acknowledge': async ({ profile, keys }) => {
      await (await journals.of(profile)).acknowledge(keys)
      return {}
    },
    'journal.wipe': async ({ profile }) => {
      await journals.wipe(profile)
      return {}
    },
    'canary.read': async ({ profile }) => ({ text: await journals.readCanary(profile) }),
    'canary.write': async ({ profile, text }) => {
      await journals.writeCanary(profile, text)
      return {}
    }
  }
}

/** Files that come piece by piece. */
function pieceHandlers(savedFiles: SavedFiles): Pick<Handlers, 'file.begin' | 'file.write' | 'file.end'> {
  return {
    'file.begin': async ({ suggestedName }) => ({ file: await savedFiles.begin(suggestedName) }),
    'file.write': async ({ file, contentBase64 }) => {
      await savedFiles.write(file, Buffer.from(contentBase64, 'base64'))
      return {}
    },
    'file.end': async ({ file, isWhole }) => {
      await savedFiles.end(file, isWhole)
      return {}
    }
  }
}

/** The person chooses the place; the window never learns it. */
async function saveFile(suggestedName: string, content: Buffer): Promise<{ saved: boolean }> {
  const path = await choosePlace(suggestedName)
  if (path === null) return { saved: false }
  await writeFile(path, content)
  return { saved: true }
}

async function choosePlace(suggestedName: string): Promise<string | null> {
  const { canceled, filePath } = await dialog.showSaveDialog({ defaultPath: suggestedName })
  return canceled || filePath === '' ? null : filePath
}
