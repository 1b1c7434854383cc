// Files that a window saves piece by piece.

import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createSavedFiles } from '#main/saved-files.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fixpoint-saved-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const bytes = (text: string) => new TextEncoder().encode(text)

test('pieces become one file under the chosen name, and nothing lies there before the last', async () => {
  const path = join(folder, 'copy.backup')
  const files = createSavedFiles(async () => path)
  const file = (await files.begin('copy.backup')) ?? 0
  await files.write(file, bytes('one '))
  expect(existsSync(path)).toBe(false)
  await files.write(file, bytes('two'))
  await files.end(file, true)
  expect([readFileSync(path, 'utf8'), readdirSync(folder)]).toEqual(['one two', ['copy.backup']])
})

test('a file that is given up leaves what was there before, and no pieces', async () => {
  const path = join(folder, 'copy.backup')
  writeFileSync(path, 'before')
  const files = createSavedFiles(async () => path)
  const file = (await files.begin('copy.backup')) ?? 0
  await files.write(file, bytes('half'))
  await files.end(file, false)
  expect([readFileSync(path, 'utf8'), readdirSync(folder)]).toEqual(['before', ['copy.backup']])
  await expect(files.write(file, bytes('more'))).rejects.toThrow('no such file')
})

test('without a place nothing is begun', async () => {
  expect(await createSavedFiles(async () => null).begin('copy.backup')).toBe(null)
})
