// Where the embedded cluster lives and as whom it runs. PostgreSQL refuses to run as root, and the user it runs as instead must be
// able to reach data and programs: so root gets a user of its own, and a copy of the programs where their own place is closed.

import { execFileSync } from 'node:child_process'
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { embeddedBinaries, hydrateLinks } from './binaries.ts'

/** Whose processes the cluster's are; null: ours. */
export interface ClusterUser {
  readonly uid: number
  readonly gid: number
  readonly name: string
}

/** A place for a cluster. */
export interface ClusterPlace {
  /** Folder with `bin`. */
  readonly native: string
  /** Cluster's data folder. */
  readonly data: string
  readonly user: ClusterUser | null
}

/** Data folder of this user where none was named. */
export function defaultDataFolder(): string {
  if (isRoot()) return '/var/lib/fixpoint'
  if (process.platform === 'win32') return join(process.env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), 'Fixpoint')
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Fixpoint')
  return join(process.env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'fixpoint')
}

/**
 * Prepares folders and owners.
 * @param dataFolder Fixpoint's data folder; the cluster lies in `postgres` below it
 * @param native folder of the programs; the embedded ones where none is given
 */
export function preparePlace(dataFolder: string, native = embeddedBinaries()): ClusterPlace {
  const folder = resolve(dataFolder)
  hydrateLinks(native)
  try {
    return prepareFolders(folder, native)
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === undefined) throw error
    throw new Error(`FIXPOINT_DATA: expected a folder that can be written, got ${folder} (${message})`, { cause: error })
  }
}

function prepareFolders(folder: string, native: string): ClusterPlace {
  const data = join(folder, 'postgres')
  if (!isRoot()) {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    return { native, data, user: null }
  }
  const user = clusterUser()
  mkdirSync(folder, { recursive: true })
  chmodSync(folder, statSync(folder).mode | 0o011)
  const closed = closedAncestor(folder)
  if (closed !== null)
    throw new Error(`FIXPOINT_DATA: expected a folder that the database's user (${user.name}) can reach, but ${closed} is closed to others`)
  mkdirSync(data, { recursive: true, mode: 0o700 })
  chownSync(data, user.uid, user.gid)
  return { native: closedAncestor(native) === null ? native : copyOf(native, folder), data, user }
}

/** Where and as whom the cluster's programs run. */
export function clusterEnvironment(place: ClusterPlace): { cwd: string; env: NodeJS.ProcessEnv; uid?: number; gid?: number } {
  const { HOME: _home, ...inherited } = process.env
  const env = { ...inherited, LC_ALL: 'C', HOME: dirname(place.data) }
  const own = place.user === null ? {} : { uid: place.user.uid, gid: place.user.gid }
  return { cwd: dirname(place.data), env, ...own }
}

function isRoot(): boolean {
  return process.getuid?.() === 0
}

/** First folder on the way that others may not pass, or null. */
function closedAncestor(path: string): string | null {
  const above = dirname(path)
  const closed = above === path ? null : closedAncestor(above)
  if (closed !== null) return closed
  return (statSync(path).mode & 0o001) === 0 ? path : null
}

/** Copies the programs once to an open place beside the data; a half-made copy is never used. */
function copyOf(native: string, folder: string): string {
  const { version } = JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8')) as { version: string }
  const copy = join(folder, 'programs', version, 'native')
  if (existsSync(copy)) return copy
  const unfinished = join(folder, 'programs', `${version}.${process.pid}`)
  cpSync(native, join(unfinished, 'native'), { recursive: true, verbatimSymlinks: true })
  hydrateLinks(join(unfinished, 'native'))
  try {
    renameSync(unfinished, join(folder, 'programs', version))
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true })
    if (!existsSync(copy)) throw error
  }
  return copy
}

/** A user of our own, else one that every system has. */
function clusterUser(): ClusterUser {
  const known = findUser('fixpoint')
  if (known) return known
  try {
    execFileSync('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', 'fixpoint'], { stdio: 'ignore' })
  } catch {
    // No useradd here, or no right to use it: the two below do as well.
  }
  const found = findUser('fixpoint') ?? findUser('postgres') ?? findUser('nobody')
  if (!found) throw new Error('PostgreSQL does not run as root, and there is no user fixpoint, postgres or nobody to run it as')
  return found
}

function findUser(name: string): ClusterUser | null {
  if (!existsSync('/etc/passwd')) return null
  const entry = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((row) => row.startsWith(`${name}:`))
  const [, , uid, gid] = entry?.split(':') ?? []
  return uid === undefined || gid === undefined ? null : { uid: Number(uid), gid: Number(gid), name }
}
