'use strict'
// node --require boot.cjs out/main/index.js: gives `require('electron')` the stand-in, so that the built main process runs in plain Node.
const Module = require('node:module')

const standIn = require.resolve('./index.cjs')
const original = Module._resolveFilename
Module._resolveFilename = function resolve(request, ...rest) {
  return request === 'electron' ? standIn : original.call(this, request, ...rest)
}
