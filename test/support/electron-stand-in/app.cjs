'use strict'
// `app`: life cycle and paths. Quitting runs the same events in the same order as Electron's.
const { EventEmitter } = require('node:events')
const path = require('node:path')
const os = require('node:os')
const { note } = require('./wire.cjs')

const userData = process.env.STAND_IN_USER_DATA

class App extends EventEmitter {
  isPackaged = true
  name = 'Fixpoint'
  #paths = { userData, temp: os.tmpdir(), home: userData, logs: path.join(userData, 'logs') }
  #ready = new Promise((resolve) =>
    setImmediate(() => {
      this.emit('ready', {}, {})
      resolve()
    })
  )
  whenReady() {
    return this.#ready
  }
  isReady() {
    return true
  }
  getPath(name) {
    return this.#paths[name] ?? path.join(userData, name)
  }
  getVersion() {
    return require(path.join(process.cwd(), 'package.json')).version
  }
  getName() {
    return this.name
  }
  getLocale() {
    return 'en-US'
  }
  setAppUserModelId() {}
  setBadgeCount(count) {
    note('badge', count)
    return true
  }
  requestSingleInstanceLock() {
    return true
  }
  enableSandbox() {
    note('sandbox', true)
  }
  quit() {
    const event = preventable()
    this.emit('before-quit', event)
    if (event.defaultPrevented) return
    this.emit('will-quit', event)
    if (event.defaultPrevented) return
    this.emit('quit', event, 0)
    this.exit(0)
  }
  exit(code = 0) {
    process.exit(code)
  }
}

function preventable(fields = {}) {
  return {
    ...fields,
    defaultPrevented: false,
    preventDefault() {
      this.defaultPrevented = true
    }
  }
}

module.exports = { app: new App(), preventable }
