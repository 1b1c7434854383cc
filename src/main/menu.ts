// The application menu: what every desktop program has, and the few commands that reach the window in front.

import { Menu, type MenuItemConstructorOptions } from 'electron'
import { menuWords as words } from '#core/words/menu.ts'
import type { Windows } from './windows.ts'

export function setMenu(windows: Windows): void {
  const mac = process.platform === 'darwin'
  const command = (label: string, name: 'new-ticket' | 'palette' | 'settings', accelerator: string): MenuItemConstructorOptions => ({
    label,
    accelerator,
    click: () => windows.send('focused', 'menu.command', { command: name })
  })
  const template: MenuItemConstructorOptions[] = [
    ...(mac ? [{ role: 'appMenu' as const }] : []),
    {
      label: words.file,
      submenu: [
        command(words.newTicket, 'new-ticket', 'CmdOrCtrl+N'),
        { label: words.newWindow, accelerator: 'CmdOrCtrl+Shift+N', click: () => windows.open() },
        { type: 'separator' },
        command(words.settings, 'settings', 'CmdOrCtrl+,'),
        { type: 'separator' },
        { role: mac ? 'close' : 'quit' }
      ]
    },
    { role: 'editMenu' },
    {
      label: words.view,
      submenu: [
        command(words.palette, 'palette', 'CmdOrCtrl+K'),
        { type: 'separator' },
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { role: 'togglefullscreen' }
      ]
    },
    { role: 'windowMenu' }
  ]
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}
