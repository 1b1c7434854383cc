// Starts the desktop app, or says in one sentence why this machine can't.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, run } from './run.mjs'

const electron = join(root, 'node_modules/electron')

/** Path of Electron's program, fetched when it is not there yet, or the reason why there is none. */
export async function findElectron() {
  const noScreen = process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY
  if (noScreen) return { reason: 'there is no display' }
  // Chromium's sandbox doesn't run as root, and without its sandbox we don't run it.
  if (process.getuid?.() === 0) return { reason: "Electron's sandbox can't be used as root" }
  if (program() === null) await run('install-electron', [], { isQuiet: true })
  const path = program()
  return path === null ? { reason: "Electron's program could not be downloaded" } : { path }
}

function program() {
  try {
    const path = join(electron, 'dist', readFileSync(join(electron, 'path.txt'), 'utf8'))
    return existsSync(path) ? path : null
  } catch {
    return null
  }
}

/** Runs the app (or, with `tool`, the development server that runs it) and resolves when it ends. */
export function startElectron(path, env) {
  const child = spawn(path, ['.'], { cwd: root, env: { ...process.env, ...env }, stdio: ['ignore', 'inherit', 'inherit'] })
  return { child, ended: new Promise((resolve) => child.on('close', resolve).on('error', resolve)) }
}
