// Packs the built app and asserts what is in app.asar. Where Electron's binary is at hand it is the real package for this platform;
// elsewhere a stub stands in for the binary, so that configuration and content are checked all the same.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const require = createRequire(import.meta.url)
const needed = ['/package.json', '/out/main/index.js', '/out/preload/index.js', '/out/renderer/index.html', '/out/renderer/engine.html']

/** What is wrong with the list of files in an app.asar, one line each. */
export function contentProblems(files) {
  const forbidden = files.filter((file) => /^\/(node_modules|src|test|out\/server)(\/|$)|\.map$/.test(file))
  const workers = files.filter((file) => /^\/out\/renderer\/assets\/store-worker-[\w-]+\.js$/.test(file))
  return [
    ...needed.filter((file) => !files.includes(file)).map((file) => `app.asar lacks ${file}`),
    ...forbidden.slice(0, 5).map((file) => `app.asar must not hold ${file}`),
    ...(files.some((file) => /^\/out\/renderer\/assets\/journal-worker-[\w-]+\.js$/.test(file))
      ? []
      : ["app.asar lacks the journal's worker"]),
    ...(workers.length === 1 ? [] : [`app.asar must hold the store's worker as one file, found ${workers.length}`])
  ]
}

function stubElectron() {
  const { version } = JSON.parse(readFileSync('node_modules/electron/package.json', 'utf8'))
  const folder = mkdtempSync(join(tmpdir(), 'fixpoint-electron-stub-'))
  for (const name of ['resources', 'locales']) mkdirSync(join(folder, name))
  const files = ['electron', 'chrome-sandbox', 'LICENSE', 'LICENSES.chromium.html', 'icudtl.dat', 'resources.pak', 'locales/en-US.pak']
  for (const name of files) writeFileSync(join(folder, name), '#!/bin/sh\n', { mode: 0o755 })
  writeFileSync(join(folder, 'version'), `v${version}`)
  return folder
}

/** A stub has no fuses to set, and the builder takes no "none" for them on its command line. */
function configWithoutFuses(folder) {
  const path = join(folder, 'electron-builder.yml')
  writeFileSync(path, readFileSync('build/electron-builder.yml', 'utf8').replace(/^electronFuses:\n(?: .*\n)+/m, ''))
  return path
}

function runBuilder() {
  const builder = [require.resolve('electron-builder/cli.js'), '--dir', '-c']
  const run = (...args) => spawnSync(process.execPath, [...builder, ...args], { stdio: ['ignore', 'inherit', 'inherit'] }).status
  if (existsSync('node_modules/electron/path.txt')) return run('build/electron-builder.yml')
  console.log("Electron's binary is not here: packing with a stub in its place.")
  const stub = stubElectron()
  const status = run(configWithoutFuses(stub), '--linux', `-c.electronDist=${stub}`)
  rmSync(stub, { recursive: true, force: true })
  return status
}

async function pack() {
  rmSync('dist', { recursive: true, force: true })
  if (runBuilder() !== 0) return false
  const { listPackage } = await import('@electron/asar')
  const files = listPackage(archive(), {}).map((file) => file.replaceAll('\\', '/'))
  const problems = contentProblems(files)
  for (const problem of problems) console.error(problem)
  console.log(`${files.length} files in app.asar`)
  return problems.length === 0
}

function archive() {
  const places = [
    'linux-unpacked/resources',
    'win-unpacked/resources',
    'mac/Fixpoint.app/Contents/Resources',
    'mac-arm64/Fixpoint.app/Contents/Resources'
  ]
  const found = places.map((place) => join('dist', place, 'app.asar')).find((path) => existsSync(path))
  if (found === undefined) throw new Error('electron-builder made no app.asar in dist')
  return found
}

if (process.argv[1] === import.meta.filename) process.exit((await pack()) ? 0 : 1)
