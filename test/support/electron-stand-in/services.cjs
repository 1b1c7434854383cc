'use strict'
// The rest of `electron` that main uses: channels, schemes, menu, dialogs, key store, links. What a person would answer, the test queues.
const { EventEmitter } = require('node:events')
const { note } = require('./wire.cjs')

class IpcMain extends EventEmitter {
  handlers = new Map()
  handle(channel, handler) {
    if (this.handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
    this.handlers.set(channel, handler)
  }
  removeHandler(channel) {
    this.handlers.delete(channel)
  }
}

const schemes = new Map()
const protocol = {
  registerSchemesAsPrivileged: (list) =>
    note(
      'privileged',
      list.map(({ scheme }) => scheme)
    ),
  handle: (scheme, handler) => schemes.set(scheme, handler),
  unhandle: (scheme) => schemes.delete(scheme),
  isProtocolHandled: (scheme) => schemes.has(scheme)
}

class Menu {
  static application = null
  static buildFromTemplate(template) {
    const menu = new Menu()
    menu.items = template.map((item) => ({
      ...item,
      submenu: Array.isArray(item.submenu) ? Menu.buildFromTemplate(item.submenu) : item.submenu
    }))
    return menu
  }
  static setApplicationMenu(menu) {
    Menu.application = menu
  }
  static getApplicationMenu() {
    return Menu.application
  }
  items = []
}

const rules = {}
const session = {
  rules,
  defaultSession: Object.assign(new EventEmitter(), {
    setPermissionRequestHandler: (handler) => (rules.request = handler),
    setPermissionCheckHandler: (handler) => (rules.check = handler),
    setDevicePermissionHandler: (handler) => (rules.device = handler)
  })
}

const key = Buffer.from('stand-in')
const mask = (bytes) => bytes.map((byte, index) => byte ^ key[index % key.length])
const safeStorage = {
  isEncryptionAvailable: () => true,
  getSelectedStorageBackend: () => 'gnome_libsecret',
  encryptString: (text) => Buffer.concat([Buffer.from('v11'), mask(Buffer.from(text))]),
  decryptString: (bytes) => {
    if (bytes.subarray(0, 3).toString() !== 'v11') throw new Error('Error while decrypting the ciphertext provided to safeStorage.')
    return mask(bytes.subarray(3)).toString()
  }
}

const shell = { openExternal: async (url) => note('open-external', url) }

const answers = []
const dialog = {
  showSaveDialog: async (...args) => {
    note('save-dialog', args.at(-1))
    return answers.shift() ?? { canceled: true, filePath: '' }
  },
  showErrorBox: (title, content) => note('error-box', { title, content })
}

module.exports = { ipcMain: new IpcMain(), protocol, schemes, Menu, session, safeStorage, shell, dialog, answers }
