// The forms of commands are pinned: outboxes and journals hold commands for weeks, so a form that changes under the same version would be
// read wrongly, or refused, after an update.

import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { commands } from '#core/commands.ts'

const path = join(import.meta.dirname, '../../fixtures/command-forms.json')
const writes = process.env['FIXPOINT_PIN_FORMS'] === '1'
const how = 'FIXPOINT_PIN_FORMS=1 npx vitest run --project unit test/unit/core/command-forms.test.ts'

type Pins = Readonly<Record<string, string>>

function formsNow(): Pins {
  const forms = commands.map(({ name, version, input }) => {
    const form = JSON.stringify(z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }))
    return [`${name}@${version}`, createHash('sha256').update(form).digest('hex').slice(0, 16)] as const
  })
  return Object.fromEntries(forms.sort(([a], [b]) => (a < b ? -1 : 1)))
}

function pinned(): Pins {
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Pins) : {}
}

/** Adds what is new. What was pinned before stays as it is: it may wait in an outbox somewhere. */
function pinNew(): void {
  const all = { ...formsNow(), ...pinned() }
  const sorted = Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1)))
  writeFileSync(path, `${JSON.stringify(sorted, null, 2)}\n`)
}

if (writes) pinNew()

test('[UP4] the input of a command doesn’t change its form under the same version', () => {
  const pins = pinned()
  const changed = Object.entries(formsNow()).filter(([name, hash]) => pins[name] !== undefined && pins[name] !== hash)
  expect(
    changed.map(([name]) => name),
    'These commands accept another input than was pinned for their version. Raise the version, give `upgrade` a step from the old form ' +
      `(and \`upgradeBase\`, where a field changed its name), and pin the new form: ${how}. Only a form that was never released may be ` +
      'pinned anew: take its line out of test/fixtures/command-forms.json first.'
  ).toEqual([])
})

test('[UP4] every command’s form is pinned', () => {
  const pins = pinned()
  const missing = Object.keys(formsNow()).filter((name) => pins[name] === undefined)
  expect(missing, `These forms are new. Pin them: ${how}`).toEqual([])
})

test('[UP4] a form that was pinned is not forgotten while its command is there', () => {
  const now = new Map(commands.map(({ name, version }) => [name, version]))
  const lost = [...now].flatMap(([name, version]) =>
    Array.from({ length: version }, (_, older) => `${name}@${older + 1}`).filter((form) => pinned()[form] === undefined)
  )
  expect(lost, 'Forms of older versions may wait in outboxes: their lines stay.').toEqual([])
})
