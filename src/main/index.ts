// Boots the desktop shell: scheme and rights first, then channels, then the engine window, then what a person sees.

import { join } from 'node:path'
import { app, dialog, ipcMain, protocol, safeStorage, session } from 'electron'
import { shellWords } from '#core/words/shell.ts'
import { appOrigin, serveApp } from './app-protocol.ts'
import { registerChannels } from './channels.ts'
import { openDesktopSettings } from './desktop-settings.ts'
import { createHandlers } from './handlers.ts'
import { createJournals } from './journals.ts'
import { setMenu } from './menu.ts'
import { denyPermissions } from './permissions.ts'
import { drainBeforeQuit } from './quit.ts'
import { createSecrets } from './secrets.ts'
import { createWindows } from './windows.ts'

// A packaged app shows its own pages whatever its environment says.
const pages = (app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL']?.replace(/\/$/, '')) ?? appOrigin
const drainTimeoutMs = 15_000

// Must come before the app is ready. Only with these privileges does the scheme get storage, workers and its own origin.
protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true } }
])
app.enableSandbox()

async function boot(): Promise<void> {
  await app.whenReady()
  const userData = app.getPath('userData')
  const settings = await openDesktopSettings(userData, process.env)
  protocol.handle('app', (request) => serveApp(join(import.meta.dirname, '../renderer'), settings.serverUrl(), request))
  denyPermissions(session.defaultSession)

  const journals = createJournals(userData, Date.now, safeStorage)
  // Before any window: the browser engine may wipe its database when it starts on a full disk.
  if (!(await journals.prepareRoom()).isEnough) return refuseToStart()
  const windows = createWindows(pages, () => (process.platform === 'darwin' ? undefined : app.quit()))
  const onDrained = drainBeforeQuit({
    app,
    askToDrain: () => windows.send('engine', 'engine.drain', {}),
    close: async () => {
      windows.closeAll()
      await journals.close()
    },
    timeoutMs: drainTimeoutMs
  })
  const shell = { journals, secrets: createSecrets(userData, safeStorage), settings, windows, onDrained }
  registerChannels(ipcMain, createHandlers(shell), { pages, isEngine: (event) => windows.isEngine(event.sender) })
  setMenu(windows)
  windows.openEngine()
  windows.open()
  app.on('second-instance', windows.focusOrOpen)
  app.on('activate', windows.focusOrOpen)
}

function refuseToStart(): void {
  dialog.showErrorBox(shellWords.noRoomTitle, shellWords.noRoom)
  app.exit(1)
}

function failToStart(error: unknown): void {
  console.error(`Fixpoint could not start: ${error instanceof Error ? error.message : String(error)}`)
  app.exit(1)
}

if (app.requestSingleInstanceLock()) boot().catch(failToStart)
else app.quit()
