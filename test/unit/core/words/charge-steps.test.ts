// Every step that a charge is explained by has words of its own, and none of them says more than the step holds.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { chargeStepWords, type StepFormats } from '#core/words/charge-steps.ts'

const folder = join(import.meta.dirname, '../../../../src/core/charges')
const texts = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'))
const written = [...new Set(texts.flatMap((text) => [...text.matchAll(/\breason\(\s*'([a-z-]+)'/g)].map((match) => match[1] ?? '')))]

const formats: StepFormats = {
  money: (minor) => `€${(minor / 100).toFixed(2)}`,
  time: (at) => new Date(at).toISOString().slice(11, 16),
  date: (date) => date,
  name: (id) => (id === 'known' ? 'Block A' : '')
}

test.each([...written, 'call-out', 'call-out-after-hours', 'travel-distance', 'travel-visit'])('%s has words', (type) => {
  const bare = type.replaceAll('-', ' ')
  const { text, note = '', value = '' } = chargeStepWords({ type, values: {} }, formats)
  expect(text).not.toBe(bare)
  expect(`${text} ${note} ${value}`).not.toMatch(/undefined|NaN|\[object/)
})

test('core explains charges by steps at all', () => expect(written.length).toBeGreaterThan(12))

test('a step of a newer server is named, not hidden', () => {
  expect(chargeStepWords({ type: 'loyalty-discount', values: { amountMinor: 5 } }, formats)).toEqual({ text: 'loyalty discount' })
})

test('amounts, durations and names are those of the step', () => {
  const say = (type: string, values: object) => chargeStepWords({ type, values: { ...values } }, formats)
  expect(say('worked', { seconds: 3_900 }).value).toBe('1 h 5 min')
  expect(say('billed', { billedSeconds: 900, minimumMinutes: 15, incrementMinutes: 15, mode: 'up', scope: 'ticket' })).toEqual({
    text: 'Billed',
    value: '15 min',
    note: 'at least 15 min, up to 15 min, per ticket'
  })
  expect(say('part', { from: 0, to: 3_600_000, inHours: false, seconds: 3600, multiplier: 15_000, amountMinor: 14_400 })).toEqual({
    text: '00:00 – 01:00, after hours',
    value: '€144.00',
    note: '1 h × 1.5'
  })
  expect(say('drawn', { blockId: 'known', seconds: 1800 })).toEqual({ text: 'Drawn from Block A', value: '30 min' })
  expect(say('drawn', { blockId: null, seconds: 1800 }).text).toBe('Not covered by any block')
})
