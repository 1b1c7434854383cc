// The house rules, read from the source itself. Each check is first proven on a planted violation, then run over the house.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { checkLayers } from '#test/support/architecture/layers.ts'
import { checkRegistry } from '#test/support/architecture/registry.ts'
import { checkRules } from '#test/support/architecture/rules.ts'
import {
  checkCaps,
  checkDefaultExports,
  checkDocumentation,
  checkHeaders,
  checkNames,
  checkSuppressions
} from '#test/support/architecture/shape.ts'
import { readSources, type SourceFile } from '#test/support/architecture/source.ts'

const root = join(import.meta.dirname, '..')
const product = readSources(root, ['src'])
const everything = [...product, ...readSources(root, ['test', 'build'])]
const planted = mkdtempSync(join(tmpdir(), 'fixpoint-planted-'))
afterAll(() => rmSync(planted, { recursive: true, force: true }))

/** A house of the given files. */
function house(files: Record<string, string>): SourceFile[] {
  rmSync(planted, { recursive: true, force: true })
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(planted, path)), { recursive: true })
    writeFileSync(join(planted, path), text)
  }
  return readSources(planted, ['src', 'test'])
}

describe('layers', () => {
  test.each([
    ['core', "import { x } from '#sync/ports.ts'", 'core may not import sync'],
    ['core', "import fs from 'node:fs'", 'core may not use this package'],
    ['core', "export const load = () => import('dexie')", 'core may not use this package'],
    ['core', "export type { Row } from '#store/contract.ts'", 'core may not import store'],
    ['core', "export type X = import('#server/main.ts').X", 'core may not import server'],
    ['sync', "import { x } from '../store/contract.ts'", 'sync may not import store'],
    ['store', "import React from 'react'", 'store may not use this package'],
    ['main', "import pg from 'pg'", 'main may not use this package'],
    ['main', "import { x } from '#store/contract.ts'", 'main may not import store'],
    ['preload', "import { x } from '#core/registry.ts'", 'preload may not import core'],
    ['renderer', "import { x } from '#store/replica.ts'", "the store's contract and client only"],
    ['renderer', "import Dexie from 'dexie'", 'renderer may not use this package'],
    ['renderer', "import { x } from '#server/main.ts'", 'renderer may not import server'],
    ['renderer/features/tickets', "import { x } from '#renderer/features/clients/queries.ts'", 'through its index.ts'],
    ['renderer/ui', "import { x } from '#renderer/features/clients/index.ts'", 'knows no rooms'],
    ['server', "import { x } from '#ipc/contract.ts'", 'server may not import ipc'],
    ['core', "import { x } from '../../core/other.ts'", 'use the # name'],
    ['elsewhere', "import { z } from 'zod'", 'no layer of the table']
  ])('%s: %s is named', (layer, line, problem) => {
    expect(checkLayers(house({ [`src/${layer}/planted.ts`]: line }))).toEqual([expect.stringContaining(problem)])
  })

  test('what the table allows is not named', () => {
    const allowed = {
      'src/core/a.ts': "import { z } from 'zod'\nimport { b } from './b.ts'",
      'src/store/a.ts': "import { b } from '#core/b.ts'\nimport Dexie from 'dexie'",
      'src/renderer/features/tickets/a.ts': "import { b } from '#store/client.ts'\nimport { c } from '#renderer/features/clients/index.ts'"
    }
    expect(checkLayers(house(allowed))).toEqual([])
  })

  test('the house keeps its table', () => expect(checkLayers(product)).toEqual([]))
})

describe('shape', () => {
  test('a file of 301 lines and a function of 61 are named', () => {
    const long = `// x\n${'a()\n'.repeat(300)}`
    const wide = `// x\nconst run = () => {\n${'  a()\n'.repeat(59)}}\n`
    expect(checkCaps(house({ 'src/core/long.ts': long, 'src/core/wide.ts': wide }))).toEqual([
      'src/core/long.ts has 301 lines, more than 300',
      'src/core/wide.ts:2 (unnamed) has 61 lines, more than 60'
    ])
    expect(checkCaps(house({ 'src/core/fits.ts': `// x\n${'a()\n'.repeat(299)}` }))).toEqual([])
  })
  test('no file has more than 300 lines, no function more than 60', () => expect(checkCaps(everything)).toEqual([]))

  test('a file that does not say what it is for is named', () => {
    expect(checkHeaders(house({ 'src/core/a.ts': 'export const a = 1\n' }))).toEqual(['src/core/a.ts does not open with a comment'])
  })
  test('every file of the product opens by saying what it is for', () => expect(checkHeaders(product)).toEqual([]))

  test('an export without a docstring is named', () => {
    const text = '// header\n/** told */\nexport const told = 1\n\nexport const untold = 2\n'
    expect(checkDocumentation(house({ 'src/sync/a.ts': text, 'src/renderer/b.ts': text }))).toEqual([
      'src/sync/a.ts:5 export untold has no /** */ comment'
    ])
  })
  test('exports of core, sync, ipc and server are documented', () => expect(checkDocumentation(product)).toEqual([]))

  test('a default export is named, but not in a configuration file', () => {
    const text = '// x\nexport default 1\n'
    expect(checkDefaultExports(house({ 'src/core/a.ts': text, 'src/core/vite.config.ts': text }))).toEqual([
      'src/core/a.ts:2 has a default export; name it'
    ])
  })
  test('there are no default exports', () => expect(checkDefaultExports(product)).toEqual([]))

  test('a file named utils, or in another case, is named', () => {
    expect(
      checkNames(house({ 'src/core/utils.ts': '', 'src/core/MyRule.ts': '', 'src/core/a-b.rules.ts': '', 'src/renderer/Room.tsx': '' }))
    ).toEqual(['src/core/MyRule.ts: files are kebab-case, components PascalCase', 'src/core/utils.ts: a file is named after what it does'])
  })
  test('files are named in one way', () => expect(checkNames(everything)).toEqual([]))

  test('a rule that is switched off without a reason is named', () => {
    // Put together here, so that this file itself holds no such mark.
    const mark = ['// oxlint', 'disable', 'next', 'line eqeqeq'].join('-')
    const text = `${mark}\na()\n${mark} -- null and undefined mean the same here\n`
    expect(checkSuppressions(house({ 'src/core/a.ts': text }))).toEqual(['src/core/a.ts:1 says no reason'])
  })
  test('no rule is switched off without a reason', () => {
    expect(checkSuppressions(everything.filter(({ path }) => path !== 'test/support/architecture/shape.ts'))).toEqual([])
  })
})

describe('registry', () => {
  const registry = "// r\nimport { a } from './x/a.entity.ts'\nexport const entities = [a]\nexport const commands = []\n"
  test('an entity or a command that is not listed is named', () => {
    const files = {
      'src/core/registry.ts': registry,
      'src/core/x/a.entity.ts': '// a\nexport const a = defineEntity({})\n',
      'src/core/x/b.entity.ts': '// b\nexport const b = defineEntity({})\n',
      'src/core/x/close-x.ts': '// c\nexport const closeX = defineCommand({})\n',
      'src/core/x/open-x.ts': '// o\nexport const openX = defineCreate({})\n',
      'src/core/x/c.entity.ts': '// c\nexport const c = {}\n'
    }
    expect(checkRegistry(house(files))).toEqual([
      'src/core/x/b.entity.ts: b is not listed in src/core/registry.ts',
      'src/core/x/c.entity.ts declares no entity',
      'src/core/x/close-x.ts: closeX is not listed in src/core/registry.ts',
      'src/core/x/open-x.ts: openX is not listed in src/core/registry.ts'
    ])
  })
  test('an entity that is imported and then not listed is named', () => {
    const files = {
      'src/core/registry.ts': registry.replace('[a]', '[]'),
      'src/core/x/a.entity.ts': '// a\nexport const a = defineEntity({})\n'
    }
    expect(checkRegistry(house(files))).toEqual(['src/core/x/a.entity.ts: a is not listed in src/core/registry.ts'])
  })
  test('every entity and command is listed', () => expect(checkRegistry(product)).toEqual([]))
})

describe('rules of the sync specification', () => {
  test('a rule without a test, a test without a rule, and a rule stated twice are named', () => {
    const tests = house({
      'test/unit/sync.test.ts': "// t\ntest('[PUSH1] a known command is answered', () => {})\ntest('[PULL9] x', () => {})\n"
    })
    expect(checkRules('## Push\n\n- **[PUSH1]** one\n- **[PUSH2]** two, see [PUSH1]\n- **[PUSH2]** again\n', tests)).toEqual([
      'src/sync/SPEC.md states [PUSH2] twice',
      "[PUSH2] of src/sync/SPEC.md is in no test's title",
      "[PUSH2] of src/sync/SPEC.md is in no test's title",
      "test/unit/sync.test.ts proves [PULL9], which src/sync/SPEC.md doesn't state"
    ])
  })
  test('every rule has a test, and every test names a rule that exists', () => {
    const own = everything.filter(({ path }) => path !== 'test/architecture.test.ts')
    expect(checkRules(readFileSync(join(root, 'src/sync/SPEC.md'), 'utf8'), own)).toEqual([])
  })
})
