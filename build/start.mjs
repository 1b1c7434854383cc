// `npm start`: builds when something changed, starts the server on its own data (the sample MSP on the first start), opens the desktop app on
// it, or says in one sentence why it can't and where the same client waits for a browser. Ctrl+C ends everything. `--server`: only the
// server. `--dev`: rebuilds the client when its source changes.
import { readdirSync, statSync, watch } from 'node:fs'
import { join } from 'node:path'
import { findElectron, startElectron } from './desktop.mjs'
import { build, builtMark, root, run } from './run.mjs'
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
  console.error(`${sentence}\n${lastLines(detail)}`)
  return end(1)
}

function lastLines(output) {
  const lines = output
    .trim()
    .split('\n')
    .filter((line) => !/^\s+at /.test(line))
  return lines.slice(-15).join('\n')
}

/** Builds the client again when its source changed; what changes while it is built is built afterwards. */
function watchClient() {
  let timer
  let isBuilding = false
  const rebuild = async () => {
    if (isBuilding) return wait()
    isBuilding = true
    console.log('Building the client again …')
    const { code, output } = await run('electron-vite', ['build'], { isQuiet: true })
    isBuilding = false
    if (isEnding) return
    if (code === 0) console.log('The client is built again: reload it.')
    else console.error(`The client could not be built:\n${lastLines(output)}`)
  }
  const wait = () => {
    clearTimeout(timer)
    timer = setTimeout(() => void rebuild(), 500)
  }
  watch(join(root, 'src'), { recursive: true }, (_, path) => path?.startsWith('server') || wait())
  console.log('Changes in src build the client again.')
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
