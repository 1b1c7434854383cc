'use strict'
// `BrowserWindow` and `webContents`: each window is a page that the test opens in its Chromium, with the built preload in it.
const { EventEmitter } = require('node:events')
const fs = require('node:fs')
const { app, preventable } = require('./app.cjs')
const { ask, send } = require('./wire.cjs')

const windows = new Map()
let count = 0

class WebContents extends EventEmitter {
  mainFrame = { url: '' }
  openHandler = () => ({ action: 'allow' })
  constructor(window) {
    super()
    this.window = window
    this.id = window.id
  }
  send(channel, ...args) {
    send({ type: 'renderer-event', window: this.id, channel, args })
  }
  setWindowOpenHandler(handler) {
    this.openHandler = handler
  }
  getURL() {
    return this.mainFrame.url
  }
  isDestroyed() {
    return this.window.isDestroyed()
  }
  async printToPDF(options) {
    return Buffer.from(await ask({ type: 'print', window: this.id, options }))
  }
}

class BrowserWindow extends EventEmitter {
  static getAllWindows() {
    return [...windows.values()]
  }
  static getFocusedWindow() {
    return [...windows.values()].findLast((window) => window.visible) ?? null
  }
  static fromWebContents(contents) {
    return windows.get(contents.id) ?? null
  }
  destroyed = false
  constructor(options = {}) {
    super()
    this.id = ++count
    this.options = options
    this.visible = options.show !== false
    windows.set(this.id, this)
    this.webContents = new WebContents(this)
    const { preload, sandbox } = options.webPreferences ?? {}
    this.created = ask({
      type: 'window',
      window: this.id,
      bounds: { width: options.width ?? 800, height: options.height ?? 600 },
      preload: preload && fs.readFileSync(preload, 'utf8'),
      sandbox: sandbox !== false,
      backgroundThrottling: options.webPreferences?.backgroundThrottling !== false
    })
    this.created.catch(() => {})
  }
  async loadURL(url) {
    await this.created
    this.webContents.mainFrame.url = url
    await ask({ type: 'load', window: this.id, url })
    this.webContents.emit('did-finish-load')
    this.emit('ready-to-show')
  }
  show() {
    this.visible = true
    send({ type: 'shown', window: this.id })
    this.emit('show')
  }
  hide() {
    this.visible = false
    this.emit('hide')
  }
  focus() {
    this.emit('focus')
  }
  isVisible() {
    return this.visible
  }
  isMinimized() {
    return false
  }
  isDestroyed() {
    return this.destroyed
  }
  restore() {}
  close() {
    const event = preventable()
    this.emit('close', event)
    if (!event.defaultPrevented) this.destroy()
  }
  destroy() {
    if (this.destroyed) return
    this.destroyed = true
    windows.delete(this.id)
    send({ type: 'close-window', window: this.id })
    this.emit('closed')
    if (windows.size === 0) app.emit('window-all-closed')
  }
}

module.exports = { BrowserWindow, windows }
