// Makes an embedded cluster once. It is made beside its place and moved there whole: a start that was broken off, or a second one at the
// same moment, never leaves half a database behind that every later start would trip over.

import { execFile } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { programOf } from './binaries.ts'
import { type ClusterPlace, clusterEnvironment } from './place.ts'
import { isAlive } from './postmaster.ts'

const run = promisify(execFile)

/** Whether a whole database lies there. */
export function isInitialised(data: string): boolean {
  return existsSync(join(data, 'PG_VERSION'))
}

/** Makes the cluster with its administrator's password. @throws with what `initdb` said, or when other files lie in its place */
export async function initialise(place: ClusterPlace, password: string): Promise<void> {
  removeUnfinished(place.data)
  const secret = mkdtempSync(join(tmpdir(), 'fixpoint-'))
  const file = join(secret, 'password')
  const unfinished = `${place.data}.${process.pid}`
  try {
    writeFileSync(file, password, { mode: 0o600 })
    mkdirSync(unfinished, { mode: 0o700 })
    if (place.user) for (const path of [secret, file, unfinished]) chownSync(path, place.user.uid, place.user.gid)
    const options = ['--username=postgres', '--auth=scram-sha-256', '--encoding=UTF8', '--no-locale', '--no-instructions']
    await run(programOf(place.native, 'initdb'), [`--pgdata=${unfinished}`, `--pwfile=${file}`, ...options], clusterEnvironment(place))
    if (place.user === null && process.platform !== 'win32') chmodSync(unfinished, 0o700)
    moveTo(unfinished, place.data)
  } finally {
    rmSync(secret, { recursive: true, force: true })
    rmSync(unfinished, { recursive: true, force: true })
  }
}

/** Somebody else may have been faster: then theirs is the database. */
function moveTo(made: string, data: string): void {
  try {
    if (existsSync(data)) rmdirSync(data)
    renameSync(made, data)
  } catch (error) {
    if (isInitialised(data)) return
    const files = existsSync(data) ? readdirSync(data) : []
    if (files.length === 0) throw error
    throw new Error(`FIXPOINT_DATA: expected a database or nothing in ${data}, but it holds ${files[0]}`, { cause: error })
  }
}

function removeUnfinished(data: string): void {
  for (const name of readdirSync(dirname(data))) {
    const pid = name.startsWith(`${basename(data)}.`) ? Number(name.slice(basename(data).length + 1)) : Number.NaN
    if (Number.isInteger(pid) && !isAlive(pid)) rmSync(join(dirname(data), name), { recursive: true, force: true })
  }
}
