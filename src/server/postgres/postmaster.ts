// What the file that PostgreSQL writes beside its data says about the process that serves them.

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The process that serves a cluster, or the one that did when it ended without clearing up. */
export interface Postmaster {
  readonly pid: number
  readonly port: number
  /** The process lives and is PostgreSQL. */
  readonly alive: boolean
}

/** Path of the file. */
export function postmasterFile(data: string): string {
  return join(data, 'postmaster.pid')
}

/** Reads it; null where there is none, or only the beginning of one. */
export function readPostmaster(data: string): Postmaster | null {
  const file = postmasterFile(data)
  if (!existsSync(file)) return null
  const [first, , , fourth] = readFileSync(file, 'utf8').split('\n')
  const [pid, port] = [Number(first), Number(fourth)]
  if (!Number.isInteger(pid) || pid <= 0) return null
  return { pid, port: Number.isInteger(port) ? port : 0, alive: isAlive(pid) && isPostgres(pid) }
}

/** Whether a process of that number lives. */
export function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Linux can tell; elsewhere PostgreSQL decides for itself. */
function isPostgres(pid: number): boolean {
  try {
    return !existsSync('/proc/self/comm') || readFileSync(`/proc/${pid}/comm`, 'utf8').startsWith('postgres')
  } catch {
    return false
  }
}
