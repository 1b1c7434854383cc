// Text that is typed while another text arrives, or while a part of it is being sent: nothing is lost and nothing is said twice.

import { expect, test } from 'vitest'
import { withoutSent } from '#renderer/features/ticket/use-comment.ts'
import { retyped } from '#renderer/live/retyped.ts'

test('letters typed one by one on an empty field go on after a text that arrives', () => {
  const typed = ['W', 'We', 'We ', 'We l']
  const all = typed.reduce((now, after, at) => retyped(now, typed[at - 1] ?? '', after), 'Kept')
  expect(all).toBe('Kept\nWe l')
})

test.each([
  ['what was shown', 'Kept', 'Kept', 'Kept and', 'Kept and'],
  ['a letter that is the last one of the kept text', 'old', '', 'd', 'old\nd'],
  ['taken back letters', 'Kept\nWe', 'We', 'W', 'Kept\nW'],
  ['a text that was emptied meanwhile', '', 'gone', 'new', 'new'],
  ['a text that is another one now', 'other', 'mine', 'mine too', 'other\n too']
])('%s', (_what, now, before, after, result) => {
  expect(retyped(now, before, after)).toBe(result)
})

const draft = (body: string) => ({ body, visibility: 'public', call: false, files: [] }) as const

test.each([
  ['all of it', 'Sent', null],
  ['more after it', 'Sent Next', 'Next'],
  ['a kept text ahead of it', 'Kept\nSent', 'Kept'],
  ['changed since', 'Snt', 'Snt']
])('of a draft that was sent remains what was not sent: %s', (_what, now, left) => {
  expect(withoutSent(draft(now), { body: 'Sent' })?.body ?? null).toBe(left)
})
