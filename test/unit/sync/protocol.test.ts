// The forms on the wire are pinned: a change of any of them must raise the version and tell its history.

import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { protocolVersion } from '#sync/protocol/version.ts'

const folder = join(import.meta.dirname, '../../../src/sync/protocol')

/** Hash of all forms by protocol version. Add a line with the new version; never change an old one. */
const pinned: Readonly<Record<number, string>> = {
  1: '6bf4d9d700ab95a928e1e3362bde9de1ad325e16f726eee61154a05a747662cd',
  2: 'c7de722d70e087ba577c2a8d81988f677d40b749fbb3d1c3842b55cc7a201d1e',
  3: '11214f83685758a58aac0df7bdff2c8be2c77e50887e4a5f7dd1f909c1ae9a6a'
}

async function formsHash(): Promise<string> {
  const hash = createHash('sha256')
  for (const file of readdirSync(folder).sort()) {
    const module = (await import(join(folder, file))) as Record<string, unknown>
    for (const [name, value] of Object.entries(module).sort(([a], [b]) => (a < b ? -1 : 1)))
      if (value instanceof z.ZodType) hash.update(`${file} ${name} ${JSON.stringify(z.toJSONSchema(value, { unrepresentable: 'any' }))}\n`)
  }
  return hash.digest('hex')
}

test('[VER1] the forms of the protocol are those of its version', async () => {
  expect(await formsHash()).toBe(pinned[protocolVersion])
})

test('[VER1] every version has its line of history', () => {
  const text = readFileSync(join(folder, 'version.ts'), 'utf8')
  for (let version = 1; version <= protocolVersion; version++) expect(text).toMatch(new RegExp(`^// ${version} {2}\\S`, 'm'))
})
