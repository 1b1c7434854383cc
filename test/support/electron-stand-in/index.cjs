'use strict'
// A stand-in for the `electron` module in a plain Node process: the module's face, and what the test may ask of it.
const { app } = require('./app.cjs')
const { answers, dialog, ipcMain, Menu, protocol, safeStorage, schemes, session, shell } = require('./services.cjs')
const { BrowserWindow, windows } = require('./windows.cjs')
const { send, settle } = require('./wire.cjs')

/** What the test, or a page through it, may ask. */
const requests = {
  async invoke({ window: id, url, isMainFrame, channel, args }) {
    const handler = ipcMain.handlers.get(channel)
    if (!handler) throw new Error(`No handler registered for '${channel}'`)
    const window = windows.get(id)
    if (!window) throw new Error('the window is gone')
    const contents = window.webContents
    if (isMainFrame) contents.mainFrame.url = url
    return handler({ sender: contents, senderFrame: isMainFrame ? contents.mainFrame : { url } }, ...args)
  },
  async fetch({ url, method, headers }) {
    const handler = schemes.get(new URL(url).protocol.slice(0, -1))
    if (!handler) throw new Error('no protocol handler')
    const response = await handler(new Request(url, { method, headers }))
    return { status: response.status, headers: Object.fromEntries(response.headers), body: Buffer.from(await response.arrayBuffer()) }
  },
  windowOpen: ({ window, url }) => windows.get(window).webContents.openHandler({ url }),
  menu({ labels }) {
    let items = Menu.application?.items ?? []
    let item
    for (const label of labels) {
      item = items.find((candidate) => candidate.label === label || candidate.role === label)
      if (!item) throw new Error(`no menu item ${label}`)
      items = item.submenu?.items ?? []
    }
    item.click?.(item, BrowserWindow.getFocusedWindow(), {})
  },
  dialogAnswer: ({ value }) => void answers.push(value),
  pageClosed: ({ window }) => windows.get(window)?.close(),
  emit: ({ event, args }) => void app.emit(event, ...args),
  quit: () => app.quit()
}

process.on('message', async (message) => {
  if (message.type === 'answer') return settle(message)
  try {
    send({ type: 'reply', id: message.id, value: await requests[message.type](message) })
  } catch (error) {
    send({ type: 'reply', id: message.id, error: String(error?.message ?? error) })
  }
})
// The test is gone: nobody shows the windows any more.
process.on('disconnect', () => process.exit(1))

module.exports = { app, BrowserWindow, dialog, ipcMain, Menu, protocol, safeStorage, session, shell }
