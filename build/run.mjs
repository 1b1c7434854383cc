// Runs the project's tools, wherever the script was started from: their commands come from node_modules/.bin.
import { spawn } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'

export const root = join(import.meta.dirname, '..')

/** The environment in which the tools are found. */
const toolEnv = { ...process.env, PATH: `${join(root, 'node_modules/.bin')}${delimiter}${process.env.PATH ?? ''}` }

/** Runs a command in the project's folder and resolves with its exit code (1 when a signal ended it) and what it wrote. */
export function run(command, args, { env = {}, isQuiet = false } = {}) {
  const child = spawn(command, args, {
    cwd: root,
    env: { ...toolEnv, ...env },
    shell: process.platform === 'win32',
    stdio: ['ignore', isQuiet ? 'pipe' : 'inherit', isQuiet ? 'pipe' : 'inherit']
  })
  let output = ''
  const collect = (data) => (output += data)
  child.stdout?.on('data', collect)
  child.stderr?.on('data', collect)
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ code: 1, output: `${output}${error.message}\n` }))
    child.on('close', (code) => resolve({ code: code ?? 1, output }))
  })
}

/** Written last, so that a build which was broken off is never taken for a whole one. */
export const builtMark = join(root, 'out/complete')

/** Builds the desktop app and the server. */
export async function build(options) {
  rmSync(builtMark, { force: true })
  const desktop = await run('electron-vite', ['build'], options)
  if (desktop.code !== 0) return desktop
  const server = await run('vite', ['build', '--config', 'build/server.vite.config.mts'], options)
  if (server.code === 0) writeFileSync(builtMark, '')
  return server
}
