// Hostile files at the import: whatever the bytes, reading ends, each row is planned or named with line, column and reason, and every command
// that is planned is one that its schema takes.

import { expect, test } from 'vitest'
import { analyseFile } from '#core/imports/analyse.ts'
import { guessFormat, previewCsv } from '#core/imports/csv.ts'
import { createDirectory } from '#core/imports/directory.ts'
import { foreignFile } from '#core/imports/foreign.ts'
import { guessMapping, unmappedRequired } from '#core/imports/mapping.ts'
import { planFile } from '#core/imports/plan-file.ts'
import type { ImportAnswers } from '#core/imports/plan.ts'
import { reasonOf, reportCsv } from '#core/imports/report.ts'
import { fieldsOf, type ImportTarget, importTargets } from '#core/imports/targets.ts'
import { commandNamed } from '#core/registry.ts'
import { hostileCases, within } from '#test/support/hostile/doors.ts'
import { createHostile, type Hostile } from '#test/support/hostile/hostile-values.ts'
import { idOf } from '#test/support/rows.ts'

const cells = [
  '',
  ' ',
  '"',
  '""',
  '"open',
  "'",
  '=1+1',
  '@x',
  '\u0000',
  '\ufeff',
  '\r',
  'a\nb',
  'x'.repeat(3_000),
  '31/02/2026',
  '2026-01-05',
  '25:61',
  '01/02/2026 10:00',
  '1e309',
  '-0',
  '0x10',
  '1.234,56',
  '1,234.56',
  'NaN',
  'true',
  'nein',
  'P1',
  'Harbour Foods',
  'ann@desk.example',
  '👩‍💻',
  '\ud83d',
  'INC0001',
  'Closed',
  'New',
  '__proto__',
  'constructor',
  '٣',
  '９',
  '\u2028',
  'null',
  '-',
  'n/a'
]

function fileOf(hostile: Hostile, target: ImportTarget): Uint8Array {
  const kind = hostile.next()
  if (kind < 0.1) return hostile.bytes(hostile.between(0, 400))
  const delimiter = hostile.pick([',', ';', '\t', '|'])
  const end = hostile.pick(['\n', '\r\n', '\r'])
  const names = fieldsOf(target).flatMap(({ key, aliases }) => [key, ...aliases])
  const required = fieldsOf(target).flatMap(({ key, required }) => (required && hostile.happens(0.9) ? [key] : []))
  const header = [...required, ...Array.from({ length: hostile.between(1, 8) }, () => hostile.pick([...names, ...cells]))]
  const rows = Array.from({ length: hostile.between(0, 8) }, () => Array.from({ length: hostile.between(0, 9) }, () => hostile.pick(cells)))
  const text = [header, ...rows].map((row) => row.join(delimiter)).join(end)
  const bytes = kind < 0.8 ? new TextEncoder().encode(text) : new Uint8Array(Buffer.from(text, kind < 0.9 ? 'utf16le' : 'latin1'))
  if (bytes.length > 0 && hostile.happens(0.3)) bytes[hostile.between(0, bytes.length - 1)] = hostile.between(0, 255)
  return bytes
}

test('whatever the file, it is read to its end and each row is planned or named', async () => {
  const hostile = createHostile(1, () => [])
  const rows = { clients: [{ id: idOf(1), name: 'Harbour Foods', code: 'HAR' }], people: [], teams: [], contacts: [] }
  let planned = 0
  let named = 0
  for (let done = 0; done < hostileCases.imports; done++) {
    const target = hostile.pick(importTargets)
    const bytes = fileOf(hostile, target)
    const answers = { target, source: 'psa', currency: 'EUR', order: 'day-first', zone: 'UTC', minorDigits: 2 } as const
    const { calls, problems } = await within(() => {
      foreignFile(bytes)
      const format = guessFormat(bytes)
      const { header } = previewCsv(bytes, format, 5)
      const mapping = guessMapping(target, header)
      const reading = analyseFile(bytes, format, target, mapping)
      let step = reading.next()
      while (!step.done) step = reading.next()
      // The room and the command line ask for those first.
      if (unmappedRequired(target, mapping).length > 0) return { calls: [], problems: [] }
      const client: ImportAnswers['client'] = { type: 'column', choices: {}, unknown: hostile.pick(['create', 'refuse']) }
      const context = { header, directory: createDirectory(rows), lastLines: step.value.lastLines }
      const slices = [...planFile(bytes, format, { ...answers, mapping, client }, context)]
      return { calls: slices.flatMap((slice) => slice.calls), problems: slices.flatMap((slice) => slice.problems) }
    })
    for (const { name, input } of calls) expect(commandNamed(name)?.input.safeParse(input).error?.issues ?? []).toEqual([])
    for (const problem of problems) expect([problem.line > 0, reasonOf(problem).length > 0]).toEqual([true, true])
    if (problems.length > 0) expect(reportCsv(problems).split('\n').length).toBeGreaterThan(problems.length)
    planned += calls.length
    named += problems.length
  }
  expect([planned > hostileCases.imports / 20, named > hostileCases.imports]).toEqual([true, true])
})
