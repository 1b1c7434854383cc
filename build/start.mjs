// `npm start`: builds when something changed, starts the server on its own data (the sample MSP on the first start), opens the desktop app on
// it, or says in one sentence why it can't and where the same client waits for a browser. Ctrl+C ends everything. `--server`: only the
// server. `--dev`: rebuilds the client when its source changes.
import { spawn } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { findElectron, startElectron } from './desktop.mjs'
import { build, builtMark, root, toolEnv } from './run.mjs'
import { startServer } from './server-process.mjs'

const built = ['out/main/index.js', 'out/preload/index.js', 'out/renderer/index.html', 'out/server/index.js'].map((path) =>
  join(root, path)
)
const sources = ['src', 'package.json', 'electron.vite.config.ts', 'build/server.vite.config.mts', 'postcss.config.cjs']

function newest(path) {
  const stat = statSync(path)
  if (!stat.isDirectory()) return stat.mtimeMs
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))))
}

function isBuilt() {
  const times = [...built, builtMark].map((path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0)
  return Math.min(...times) > Math.max(...sources.map((path) => newest(join(root, path))))
}

const children = []
let isEnding = false

/** Ends what was started, last first, and waits for it; what doesn't end in time is killed. */
async function end(code) {
  if (isEnding) return
  isEnding = true
  for (const { child, ended } of children.reverse()) {
    if (child.exitCode !== null || child.signalCode !== null) continue
    child.kill('SIGTERM')
    const timer = setTimeout(() => child.kill('SIGKILL'), 15_000)
    await ended
    clearTimeout(timer)
  }
  process.exit(code)
}

function fail(sentence, detail) {
  const lines = detail
    .trim()
    .split('\n')
    .filter((line) => !/^\s+at /.test(line))
  console.error(`${sentence}\n${lines.slice(-15).join('\n')}`)
  return end(1)
}

function watchClient() {
  const child = spawn('electron-vite', ['build', '--watch'], {
    cwd: root,
    env: toolEnv,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32'
  })
  const ended = new Promise((resolve) => child.on('close', resolve).on('error', resolve))
  children.push({ child, ended })
  void ended.then(
    () => isEnding || console.error('The client is no longer rebuilt when its source changes: the build that watches it has ended.')
  )
}

/** The sample company's first person, so that the app opens signed in; null where the server has no sample. */
async function samplePerson(address) {
  try {
    const { people } = await (await fetch(new URL('/v1/sample', address))).json()
    return people[0].email
  } catch {
    return null
  }
}

async function openDesktop(address) {
  const { path, reason } = await findElectron()
  const account = await samplePerson(address)
  if (path === undefined) {
    console.log(
      `The desktop app can't open here because ${reason}; the same client is served to your browser at ${signedIn(address, account)}`
    )
    return
  }
  console.log(`Fixpoint opens on ${address} (also for a browser). Ctrl+C ends it.`)
  const app = startElectron(path, { FIXPOINT_SERVER: address, ...(account === null ? {} : { FIXPOINT_ACCOUNT: account }) })
  children.push(app)
  await app.ended
  await end(0)
}

function signedIn(address, account) {
  return account === null ? address : `${address}/?account=${encodeURIComponent(account)}`
}

async function main(args) {
  // A terminal that is closed ends everything just as Ctrl+C does; what is said afterwards reaches nobody.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void end(0))
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
  if (!isBuilt()) {
    console.log('Building …')
    const result = await build({ isQuiet: true })
    if (result.code !== 0) return fail('The build failed:', result.output)
  }
  console.log('Starting the server …')
  const server = await startServer({ isLogged: args.includes('--server') })
  children.push(server)
  if (server.address === null) return fail('The server did not start:', server.output())
  if (args.includes('--dev')) watchClient()
  if (args.includes('--server')) console.log(`The server listens on ${server.address}`)
  else void openDesktop(server.address)
  const code = await server.ended
  if (!isEnding) await fail('The server ended.', server.output())
  return code
}

await main(process.argv.slice(2))
