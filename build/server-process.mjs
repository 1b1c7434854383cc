// Starts the built server as a process of its own, on the same data and, when it is free, the same port as last time: a browser keeps its
// offline data by address, so the address should not change.
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { root } from './run.mjs'

/** Where the server keeps its data: the user's folder, or as root a place that PostgreSQL's own user can reach. */
export function dataFolder(env = process.env, platform = process.platform, isRoot = process.getuid?.() === 0) {
  if (env.FIXPOINT_DATA) return env.FIXPOINT_DATA
  if (isRoot) return '/var/lib/fixpoint'
  if (platform === 'win32') return join(env.LOCALAPPDATA ?? join(homedir(), 'AppData/Local'), 'Fixpoint')
  if (platform === 'darwin') return join(homedir(), 'Library/Application Support/Fixpoint')
  return join(env.XDG_DATA_HOME || join(homedir(), '.local/share'), 'fixpoint')
}

function isFree(port) {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
  })
}

async function choosePort(file) {
  if (process.env.PORT) return process.env.PORT
  const last = lastPort(file)
  return last !== null && (await isFree(last)) ? String(last) : freshPort()
}

function lastPort(file) {
  try {
    const last = Number(readFileSync(file, 'utf8'))
    return Number.isInteger(last) && last > 0 ? last : null
  } catch {
    return null
  }
}

/** One that no program is given for a connection of its own while the server is away (those lie above), so that it can be had again. */
async function freshPort() {
  for (let attempt = 0; attempt < 20; attempt++) {
    const port = 10_000 + Math.floor(Math.random() * 20_000)
    if (await isFree(port)) return String(port)
  }
  return '0'
}

/**
 * Resolves with the process and its address once it answers, or with what it wrote when it ended before. From then on its words are
 * passed on, and with `isLogged` the records of its log too.
 */
export async function startServer({ isLogged = true } = {}) {
  const data = dataFolder()
  const portFile = join(data, 'port')
  const env = {
    FIXPOINT_SAMPLE: '1',
    FIXPOINT_CLIENT_DIR: join(root, 'out/renderer'),
    FIXPOINT_ORIGINS: 'app://fixpoint',
    ...process.env,
    FIXPOINT_DATA: data,
    PORT: await choosePort(portFile)
  }
  const child = spawn(process.execPath, [join(root, 'out/server/index.js')], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = new Promise((resolve) => child.on('close', resolve).on('error', resolve))
  let output = ''
  const address = await new Promise((resolve) => {
    let isUp = false
    const read = (chunk) => {
      if (isUp) return process.stderr.write(isLogged ? chunk : wordsIn(chunk))
      output += chunk
      const found = /listening on (https?:\/\/[\w.:[\]-]+)/.exec(output)
      if (!found) return
      isUp = true
      output = ''
      resolve(found[1])
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    void ended.then(() => resolve(null))
  })
  if (address !== null) remember(portFile, new URL(address).port)
  return { child, ended, address, output: () => output }
}

/** Without the records of the log, which are JSON. */
function wordsIn(chunk) {
  return String(chunk).replaceAll(/^\{.*\}\n?/gm, '')
}

function remember(file, port) {
  try {
    mkdirSync(join(file, '..'), { recursive: true })
    writeFileSync(file, port)
  } catch {
    // Only the same port next time is lost.
  }
}
