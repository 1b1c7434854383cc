'use strict'
// Messages between the stand-in (in main's process) and the test (launch.ts), which owns a real Chromium page for each window.

const waiting = new Map()
let count = 0

function send(message) {
  if (process.connected) process.send(message)
}

/** Asks the test to do something with a page and waits for the answer. */
function ask(message) {
  const id = ++count
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject })
    send({ ...message, id })
  })
}

function settle({ id, value, error }) {
  const waiter = waiting.get(id)
  waiting.delete(id)
  if (error === undefined) waiter?.resolve(value)
  else waiter?.reject(new Error(error))
}

/** Tells the test what main did that a page can't show: a dialog, a link opened outside, a notification. */
function note(kind, value) {
  send({ type: 'note', kind, value })
}

module.exports = { send, ask, settle, note }
