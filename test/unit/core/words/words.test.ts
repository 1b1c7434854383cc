// Every reason, command, event, record and field has words.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { refusalTypes } from '#core/kernel/refusal.ts'
import { editableFields } from '#core/records/fields.ts'
import { commands, entities, entityNamed } from '#core/registry.ts'
import { commandWords } from '#core/words/commands.ts'
import { entityWords } from '#core/words/entities.ts'
import { eventSentence, eventWords } from '#core/words/events.ts'
import { fieldLabel, fieldWords } from '#core/words/fields.ts'
import { refusalSentence, refusalWords } from '#core/words/refusals.ts'

const core = join(import.meta.dirname, '../../../../src/core')
const sources = readdirSync(core, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts') && !path.startsWith('words'))
const texts = sources.map((path) => readFileSync(join(core, path), 'utf8'))

describe('words', () => {
  it.each(refusalTypes)('say why something was refused: %s', (type) => {
    const bare = refusalWords[type]({})
    expect(bare).toMatch(/^[A-Z“].*[.]$/u)
    expect(bare).not.toContain('undefined')
    const full = refusalSentence({
      type,
      field: 'fields.unitPriceMinor',
      expected: 'a number',
      values: { entity: 'ticket', name: 'Ann', permission: 'time.all' }
    })
    expect(full).not.toMatch(/undefined|Minor|\[object/)
  })

  it('exist for every reason that a command of core refuses with', () => {
    const used = new Set(texts.flatMap((text) => [...text.matchAll(/refuse\(\s*'([a-z-]+)'/g)].map((match) => match[1] ?? '')))
    expect(used.size).toBeGreaterThan(8)
    expect([...used].filter((type) => !(type in refusalWords))).toEqual([])
  })

  it('exist for every command, and for none that is not there', () => {
    expect(Object.keys(commandWords).toSorted()).toEqual(commands.map((command) => command.name).toSorted())
  })

  it('exist for every kind of event that core writes', () => {
    const written = texts.flatMap((text) => [...text.matchAll(/(?:kind|event): '([a-z_]+\.[a-z-]+)'/g)].map((match) => match[1] ?? ''))
    expect(new Set(written).size).toBeGreaterThan(40)
    expect([...new Set(written)].filter((kind) => !(kind in eventWords))).toEqual([])
    expect(eventSentence('ticket.made-sla')).toBe('made sla')
  })

  it('name every record', () => {
    expect(Object.keys(entityWords).toSorted()).toEqual(entities.map((entity) => entity.name).toSorted())
  })

  it('label every field of the records that people see', () => {
    for (const [name, labels] of Object.entries(fieldWords)) {
      const fields = editableFields(entityNamed(name)).filter((field) => field !== 'id')
      expect(
        fields.filter((field) => !(field in labels)),
        name
      ).toEqual([])
    }
    expect(fieldLabel('ticket', 'assigneeId')).toBe('Assignee')
    expect(fieldLabel('ticket', 'u_symptom')).toBe('u_symptom')
  })
})
