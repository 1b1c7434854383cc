// The scripts that guard the house, each proven on a planted failure.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../../..')
const bin = (name: string): string => join(root, 'node_modules/.bin', name)
const script = async <T>(name: string): Promise<T> => (await import(join(root, 'build', name))) as T

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fixpoint-scripts-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function put(path: string, content: unknown): void {
  mkdirSync(join(folder, path, '..'), { recursive: true })
  writeFileSync(join(folder, path), typeof content === 'string' ? content : JSON.stringify(content))
}

describe('counts of npm test', () => {
  const report = { numPassedTests: 3, numFailedTests: 0, numPendingTests: 1, numTodoTests: 1, testResults: [] }
  const counted = async (given: unknown, code: number): Promise<unknown> => {
    const { countsOf } = await script<{ countsOf: (report: unknown, code: number) => object }>('test.mjs')
    return countsOf(given, code)
  }
  test('passed and skipped tests are counted', async () => {
    expect(await counted(report, 0)).toEqual({ passed: 3, failed: 0, skipped: 2, problem: null })
  })
  test('a kind that collects nothing, writes no report, or ends badly without a failed test is a failure', async () => {
    const empty = { ...report, numPassedTests: 0, numPendingTests: 0, numTodoTests: 0 }
    expect(await counted(empty, 0)).toMatchObject({ failed: 1, problem: 'it collected no tests' })
    expect(await counted(null, 0)).toMatchObject({ failed: 1, problem: 'it ended without a report' })
    expect(await counted(report, 1)).toMatchObject({ failed: 1, problem: 'it ended with 1 although no test failed' })
  })
  test('a file that could not be loaded is a failure', async () => {
    expect(await counted({ ...report, testResults: [{ status: 'failed', assertionResults: [] }] }, 1)).toMatchObject({
      passed: 3,
      failed: 1
    })
  })
})

describe('the second run of what failed', () => {
  interface SecondRun {
    readonly failedFiles: (report: unknown) => readonly string[]
    readonly afterSecondRun: (first: unknown, second: unknown) => object
    readonly passedOnlyThen: (first: unknown, second: unknown, root: string) => readonly string[]
  }
  const file = (name: string, ...states: readonly string[]): object => ({
    name: `/house/test/${name}.test.ts`,
    status: states.includes('failed') ? 'failed' : 'passed',
    assertionResults: states.map((status, at) => ({ status, fullName: `sentence ${at}` }))
  })
  const report = (...testResults: readonly object[]): object => ({ numPassedTests: 0, numFailedTests: 0, testResults })
  const first = report(file('rooms', 'passed', 'failed'), file('files', 'passed', 'skipped'), { ...file('shell'), status: 'failed' })

  test('takes the files in which a test failed and those that could not be loaded', async () => {
    const { failedFiles } = await script<SecondRun>('second-run.mjs')
    expect(failedFiles(first)).toEqual(['/house/test/rooms.test.ts', '/house/test/shell.test.ts'])
    expect(failedFiles(null)).toEqual([])
  })
  test('counts what passes then as passed, once, and names it', async () => {
    const { afterSecondRun, passedOnlyThen } = await script<SecondRun>('second-run.mjs')
    const second = report(file('rooms', 'passed', 'passed'), file('shell', 'passed'))
    expect(afterSecondRun(first, second)).toMatchObject({ numPassedTests: 4, numFailedTests: 0, numPendingTests: 1 })
    expect(passedOnlyThen(first, second, '/house')).toEqual(['test/rooms.test.ts "sentence 1"', 'test/shell.test.ts'])
  })
  test('counts what fails again, or is not run again, as failed', async () => {
    const { afterSecondRun, passedOnlyThen } = await script<SecondRun>('second-run.mjs')
    const { countsOf } = await script<{ countsOf: (report: unknown, code: number) => object }>('test.mjs')
    const second = report(file('rooms', 'failed', 'passed'))
    expect(countsOf(afterSecondRun(first, second), 1)).toEqual({ passed: 2, failed: 2, skipped: 1, problem: null })
    expect(passedOnlyThen(first, second, '/house')).toEqual([])
    expect(countsOf(afterSecondRun(first, null), 1)).toEqual({ passed: 2, failed: 2, skipped: 1, problem: null })
  })
})

describe('lockfile', () => {
  const lock = { packages: { 'node_modules/tool': { version: '1.0.0', optionalDependencies: { 'tool-darwin': '1.0.0' } } } }
  const check = (): { status: number | null; stderr: string } => {
    const { status, stderr } = spawnSync(process.execPath, [join(root, 'build/lockcheck.mjs')], { cwd: folder, encoding: 'utf8' })
    return { status, stderr: stderr.trim() }
  }
  test('a platform package that npm dropped is named', () => {
    put('package-lock.json', lock)
    expect(check()).toEqual({ status: 1, stderr: 'node_modules/tool needs tool-darwin@1.0.0, which is not in package-lock.json' })
  })
  test('an address of one machine is named', () => {
    put('package-lock.json', { packages: { 'node_modules/a': { resolved: 'http://10.0.0.1/a.tgz' } } })
    expect(check()).toEqual({ status: 1, stderr: 'node_modules/a comes from http://10.0.0.1/a.tgz' })
  })
  test('a whole lockfile passes', () => {
    put('package-lock.json', { packages: { ...lock.packages, 'node_modules/tool-darwin': { version: '1.0.0' } } })
    expect(check()).toEqual({ status: 0, stderr: '' })
  })
})

describe('content of app.asar', () => {
  const whole = [
    '/package.json',
    '/out/main/index.js',
    '/out/preload/index.js',
    '/out/renderer/index.html',
    '/out/renderer/engine.html',
    '/out/renderer/assets/store-worker-abc.js',
    '/out/renderer/assets/journal-worker-abc.js'
  ]
  test('what is missing and what must not be there is named', async () => {
    const { contentProblems } = await script<{ contentProblems: (files: string[]) => string[] }>('pack.mjs')
    expect(contentProblems(whole)).toEqual([])
    expect(contentProblems([...whole.slice(1), '/node_modules/pg/index.js', '/out/renderer/a.js.map', '/out/server/index.js'])).toEqual([
      'app.asar lacks /package.json',
      'app.asar must not hold /node_modules/pg/index.js',
      'app.asar must not hold /out/renderer/a.js.map',
      'app.asar must not hold /out/server/index.js'
    ])
    expect(contentProblems([...whole, '/out/renderer/assets/store-worker-def.js'])).toEqual([
      "app.asar must hold the store's worker as one file, found 2"
    ])
  })
})

describe('data of npm start', () => {
  test('it lies in the user folder, as root in a place that another user can reach, or where FIXPOINT_DATA says', async () => {
    const { dataFolder } = await script<{ dataFolder: (env: object, platform: string, isRoot: boolean) => string }>('server-process.mjs')
    expect(dataFolder({}, 'linux', true)).toBe('/var/lib/fixpoint')
    expect(dataFolder({ XDG_DATA_HOME: '/home/ann/data' }, 'linux', false)).toBe('/home/ann/data/fixpoint')
    expect(dataFolder({ FIXPOINT_DATA: '/srv/fx' }, 'linux', true)).toBe('/srv/fx')
  })
})

describe('types', () => {
  const compile = (): string => spawnSync(bin('tsc'), ['-b'], { cwd: folder, encoding: 'utf8' }).stdout
  const project = (layer: string): object => ({
    extends: join(root, `src/${layer}/tsconfig.json`),
    compilerOptions: {
      rootDir: '.',
      outDir: './types',
      tsBuildInfoFile: './types/info',
      typeRoots: [join(root, 'node_modules/@types'), join(root, 'node_modules')]
    },
    include: ['*.ts', join(root, 'src/core/universal.d.ts')],
    references: []
  })
  test('a planted type error fails tsc -b through a file of references only', () => {
    put('tsconfig.json', { files: [], references: [{ path: './core' }] })
    put('core/tsconfig.json', project('core'))
    put('core/planted.ts', 'export const count: number = "three"\n')
    expect(compile()).toContain('core/planted.ts(1,14): error TS2322')
  })
  test.each([
    ['core', 'export const title = document.title'],
    ['core', 'export const run = (): unknown => fetch("https://example.org")'],
    ['core', 'export const folder = process.cwd()'],
    ['sync', 'export const id = setTimeout(() => undefined, 1)'],
    ['store', 'export const title = document.title'],
    ['server', 'export const title = document.title'],
    ['renderer', 'export const folder = process.cwd()']
  ])('in %s, "%s" does not compile', (layer, line) => {
    put('tsconfig.json', project(layer))
    put('planted.ts', `${line}\n`)
    expect(compile()).toMatch(/planted\.ts.*error TS2(304|584|580|591|552|588)/)
  })
})

describe('linter', () => {
  test.each([
    ['core', "import { load } from '#store/replica.ts'\nload()", 'no-restricted-imports'],
    ['core', "import { readFileSync } from 'node:fs'\nreadFileSync('x')", 'no-restricted-imports'],
    ['core', 'export const now = (): number => Date.now()', 'no-restricted-properties'],
    ['core', 'export const chance = (): number => Math.random()', 'no-restricted-properties'],
    ['sync', "import Dexie from 'dexie'\nnew Dexie('x')", 'no-restricted-imports'],
    ['renderer', "import { pull } from '#sync/engine.ts'\npull()", 'no-restricted-imports'],
    ['renderer', "import { Replica } from '#store/replica.ts'\nnew Replica()", 'no-restricted-imports'],
    ['server', "import { contract } from '#ipc/contract.ts'\ncontract()", 'no-restricted-imports'],
    ['main', "import pg from 'pg'\npg()", 'no-restricted-imports'],
    ['preload', "import { x } from '#core/registry.ts'\nx()", 'no-restricted-imports'],
    ['core', 'export default 1', 'no-default-export'],
    ['core', 'export const x = (value: any): unknown => value', 'no-explicit-any']
  ])('in %s, "%s" is refused', (layer, text, rule) => {
    // These rules need no types, and the planted files import what isn't there.
    put('.oxlintrc.json', readFileSync(join(root, '.oxlintrc.json'), 'utf8').replace('"typeAware": true', '"typeAware": false'))
    put(`src/${layer}/planted.ts`, `${text}\n`)
    const { stdout, status } = spawnSync(bin('oxlint'), [], { cwd: folder, encoding: 'utf8' })
    expect([status, stdout]).toEqual([1, expect.stringContaining(rule)])
  })
})

test('the house has a lockfile that every platform can install', () => {
  expect(execFileSync(process.execPath, [join(root, 'build/lockcheck.mjs')], { cwd: root, encoding: 'utf8' })).toBe('')
})
