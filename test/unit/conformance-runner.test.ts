import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { describeFailure, runCases } from '#test/conformance/conformance.ts'
import { readCases } from '#test/conformance/format.ts'

const folder = mkdtempSync(join(tmpdir(), 'fixpoint-conformance-'))
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

function fileOf(name: string, content: unknown): string {
  const path = join(folder, name)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

function failuresOf(...cases: readonly unknown[]): readonly string[] {
  return runCases({ cases }).failed.flatMap(describeFailure)
}

const open = { id: 'a', kind: 'is_open', input: { at: '2026-01-01T00:00:00Z' }, expect: { open: true } }

describe('reading cases', () => {
  it('counts what it has no adapter for, and what it can not read, as failed', () => {
    const report = runCases({
      cases: [
        { id: 'a', kind: 'tea_leaves', input: {}, expect: { fortune: true } },
        { ...open, id: 'b', input: { at: 'yesterday' } },
        { ...open, id: 'c', expect: { open: false } },
        { ...open, id: 'd' }
      ]
    })
    expect(report.passed).toBe(1)
    expect(report.failed.flatMap(describeFailure)).toEqual([
      'a: no adapter for kind tea_leaves',
      'b: expected {"open":true}, got at: expected an instant such as 2026-01-31T09:00:00Z, got "yesterday"',
      'c: open expected false, got true'
    ])
  })

  it('names the case and the field that is missing or of the wrong type', () => {
    expect(
      failuresOf(
        7,
        { kind: 'is_open', input: {}, expect: { open: true } },
        { ...open, expect: {} },
        { ...open, input: [] },
        { ...open, tolerance_seconds: 'a few' },
        { id: 'e', kind: 'elapsed', input: { from: '2026-01-01T00:00:00Z' }, expect: { minutes: 1 } },
        { id: 'f', kind: 'round_time', input: { minutes: 5, mode: 'sideways' }, expect: { billed_minutes: 5 } },
        { id: 'g', kind: 'apportion', input: { total_cents: 10.5, weights: [1] }, expect: { parts_cents: [10] } }
      )
    ).toEqual([
      'case 1: expected a case to be an object, got 7',
      'case 2: id: expected text, got nothing',
      'a: expect: expected at least one field',
      'a: input: expected an object, got []',
      'a: tolerance_seconds: expected a number that is not negative, got "a few"',
      'e: expected {"minutes":1}, got to: expected text, got nothing',
      'f: expected {"billed_minutes":5}, got mode: expected one of up, down, nearest, nearest_half_up, nearest_half_down, got "sideways"',
      'g: expected {"parts_cents":[10]}, got total_cents: expected a whole number, got 10.5'
    ])
  })

  it('refuses an instant without zone: it would mean another one on each machine', () => {
    expect(failuresOf({ ...open, input: { at: '2026-01-01T00:00:00' } })).toHaveLength(1)
  })

  it('names an input that a kind does not know, and fails the case when it is strict', () => {
    const file = { cases: [{ ...open, input: { ...open.input, moon: 'full', pauses: [{ from: 'x' }] }, mood: 'good' }] }
    const lenient = runCases(file)
    expect(lenient.passed).toBe(1)
    expect(lenient.notes).toEqual([
      'a: a case has no field "mood", it was not read',
      'a: kind is_open has no input "moon", it was not read',
      'a: kind is_open has no input "pauses", it was not read'
    ])
    expect(runCases(file, { strict: true }).passed).toBe(0)
  })

  it('refuses a calendar with a field that it does not know, because that may open or close hours', () => {
    const calendar = { timezone: 'UTC', weekly: { mon: [['09:00', '17:00']] }, closures: ['2026-01-05'] }
    expect(failuresOf({ ...open, input: { ...open.input, calendar_inline: calendar } })).toEqual([
      'a: expected {"open":true}, got calendar_inline.closures: a calendar has no such field'
    ])
  })
})

describe('comparing', () => {
  const start = { calendar: 'UTC Mon-Fri 09:00-17:00', start: '2026-01-05T09:00:00Z', minutes: 480 }

  it('takes a result that a case accepts instead', () => {
    const due = { id: 'a', kind: 'deadline', input: start, expect: { due: '2026-01-06T09:00:00Z' } }
    expect(failuresOf(due)).toHaveLength(1)
    expect(failuresOf({ ...due, accept: ['2026-01-05T17:00:00Z'] }, { ...due, accept: [{ due: '2026-01-05T17:00:00Z' }] })).toEqual([])
  })

  it('meets whole numbers exactly and others to the last of their decimals', () => {
    const weighted = (minutes: number) => ({
      id: 'a',
      kind: 'weighted_minutes',
      input: { from: '2026-01-05T09:00:00Z', to: '2026-01-05T09:10:00Z', base_multiplier: 1.3333 },
      expect: { weighted_minutes: minutes }
    })
    expect(failuresOf(weighted(13.33), weighted(13.333))).toEqual([])
    expect(failuresOf(weighted(13), weighted(13.34))).toHaveLength(2)
  })

  it('says that a field is not computed at all', () => {
    expect(failuresOf({ ...open, expect: { ajar: true } })).toEqual(['a: ajar expected true, got nothing'])
  })

  it('refuses an unknown zone wherever it stands', () => {
    const refused = { error: true, field: 'timeZone' }
    const at = { start: '2026-01-05T09:00:00Z', minutes: 60 }
    const inline = { timezone: 'Mars/Olympus', weekly: { mon: [['09:00', '17:00']] } }
    expect(
      failuresOf(
        { id: 'a', kind: 'error', input: { ...at, timezone: 'Mars/Olympus' }, expect: refused },
        { id: 'b', kind: 'error', input: { ...at, calendar_inline: inline }, expect: refused }
      )
    ).toEqual([])
  })

  it('takes a refusal for the error that a case of any kind expects', () => {
    expect(failuresOf({ id: 'a', kind: 'deadline', input: { ...start, minutes: -5 }, expect: { error: true } })).toEqual([])
    expect(failuresOf({ id: 'a', kind: 'deadline', input: start, expect: { error: true } })).toHaveLength(1)
  })
})

describe('calendars in words', () => {
  const isOpen = (calendar: string, at: string) => {
    const report = runCases({ cases: [{ id: 'a', kind: 'is_open', input: { calendar, at }, expect: { open: true } }] })
    return report.passed === 1
  }

  it('read days, hours and holidays', () => {
    const words = 'UTC Mon-Fri 09:00-12:00 13:00-17:00, Sat 10:00-14:00, holiday 2026-07-14'
    expect(isOpen(words, '2026-07-13T13:00:00Z')).toBe(true)
    expect(isOpen(words, '2026-07-13T12:30:00Z')).toBe(false)
    expect(isOpen(words, '2026-07-14T10:00:00Z')).toBe(false)
    expect(isOpen(words, '2026-07-18T13:59:00Z')).toBe(true)
    expect(isOpen('America/New_York daily 00:00-24:00', '2026-07-19T03:00:00Z')).toBe(true)
    expect(isOpen('UTC 24x7', '2026-07-19T03:00:00Z')).toBe(true)
  })

  it('are refused when they are neither a name nor such words', () => {
    for (const words of ['nonsense', 'UTC Mon-Fri whenever']) {
      expect(failuresOf({ ...open, input: { ...open.input, calendar: words } })).toHaveLength(1)
    }
  })
})

describe('npm run conformance', () => {
  const runner = fileURLToPath(new URL('../conformance/run.ts', import.meta.url))
  const tsx = fileURLToPath(new URL('../../node_modules/tsx/dist/cli.mjs', import.meta.url))

  function run(...args: readonly string[]) {
    const { stdout, status } = spawnSync(process.execPath, [tsx, runner, ...args], { encoding: 'utf8' })
    return { lines: stdout.trimEnd().split('\n'), status }
  }

  it('ends with the counts, whatever the files are', () => {
    const good = fileOf('good.json', { cases: [open, { ...open, id: 'b', expect: { open: false } }] })
    const noJson = fileOf('no-json.json', '{ "cases": [')
    const report = run(good, noJson, fileOf('no-cases.json', { cases: [] }), join(folder, 'absent.json'))
    expect(report.status).toBe(2)
    expect(report.lines[0]).toBe(`${good}: b: open expected false, got true`)
    expect(report.lines[1]).toContain(noJson)
    expect(report.lines[2]).toContain('no-cases.json: expected at least one case in "cases"')
    expect(report.lines[3]).toContain('absent.json')
    expect(report.lines.at(-1)).toBe('1 passed, 4 failed')
  })

  it('ends with code 0 when all passed and 1 when one failed', () => {
    expect(run(fileOf('all.json', { cases: [open] }))).toEqual({ lines: ['1 passed, 0 failed'], status: 0 })
    expect(run(fileOf('one.json', { cases: [{ ...open, kind: 'unheard_of' }] }))).toEqual({
      lines: ['a: no adapter for kind unheard_of', '0 passed, 1 failed'],
      status: 1
    })
  })

  it('finds a file from where npm was called', () => {
    fileOf('near.json', { cases: [open] })
    const report = spawnSync(process.execPath, [tsx, runner, 'near.json'], { encoding: 'utf8', env: { ...process.env, INIT_CWD: folder } })
    expect(report.stdout).toBe('1 passed, 0 failed\n')
  })

  it('reads a file that begins with a byte order mark', () => {
    expect(readCases(fileOf('bom.json', `\uFEFF${JSON.stringify({ cases: [open] })}`)).cases).toHaveLength(1)
  })
})
