// Finds and kills the browser of one profile folder: Playwright does not hand out the process of a persistent context.

import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

/** The browser's own process for `profileFolder`, or null. */
export function browserPid(profileFolder: string): number | null {
  const found = commandLines().find(({ line }) => line.includes(`--user-data-dir=${profileFolder}`) && !line.includes('--type='))
  return found?.pid ?? null
}

/** Every process that lives, with its parent. */
export function runningProcesses(): readonly { readonly pid: number; readonly parent: number }[] {
  const states = process.platform === 'linux' ? numericNames().map(procState) : psStates()
  return states.flatMap(([pid, parent, state]) =>
    state === undefined || state.startsWith('Z') ? [] : [{ pid: Number(pid), parent: Number(parent) }]
  )
}

/** [pid, parent, state]; the command's name, in brackets, may hold anything. */
function procState(pid: string): readonly string[] {
  const [state = 'Z', parent = '0'] = readProc(pid, 'stat').split(') ').at(-1)?.split(' ') ?? []
  return [pid, parent, state === '' ? 'Z' : state]
}

function psStates(): string[][] {
  const lines = execFileSync('ps', ['-axo', 'pid=,ppid=,stat='], { encoding: 'utf8' }).trim().split('\n')
  return lines.map((line) => line.trim().split(/\s+/))
}

function commandLines(): { pid: number; line: string }[] {
  if (process.platform !== 'linux') {
    const lines = execFileSync('ps', ['-axww', '-o', 'pid=,args='], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 }).split('\n')
    return lines.map((line) => ({ pid: Number.parseInt(line, 10), line }))
  }
  return numericNames().map((name) => ({ pid: Number(name), line: readProc(name, 'cmdline').replaceAll('\0', ' ') }))
}

function numericNames(): string[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name))
}

/** A process may end while we look. */
function readProc(pid: string, file: 'cmdline' | 'stat'): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    return ''
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** SIGKILL, and waits until the process is gone. */
export async function killHard(pid: number): Promise<void> {
  if (isAlive(pid)) process.kill(pid, 'SIGKILL')
  while (isAlive(pid)) await new Promise((resolve) => setTimeout(resolve, 5))
}
