// Hostile inputs and envelopes of every command on the server's own way of deciding: each ends in an outcome that names what was wrong,
// no command's code throws, and the next valid command is applied.

import { expect, test } from 'vitest'
import { refusalTypes } from '#core/kernel/refusal.ts'
import { commands } from '#core/registry.ts'
import { outcome, pushRequest } from '#sync/protocol/push.ts'
import { hostileCases, within } from '#test/support/hostile/doors.ts'
import { idsFor, openFullDesk, personOf, rowIdOf, type Sent } from '#test/support/hostile/full-desk.ts'
import { createHostile, type Hostile } from '#test/support/hostile/hostile-values.ts'

const perCommand = Math.ceil(hostileCases.commands / commands.length)
const perPush = 20
const admin = personOf('administrator', 'all')
const valid: Sent = {
  name: 'ticket.comment',
  input: { ticketId: rowIdOf('ticket', 'north'), visibility: 'internal', channel: 'note', body: 'Called back' }
}

function inputOf(hostile: Hostile, { input }: (typeof commands)[number]): unknown {
  const kind = hostile.next()
  if (kind < 0.1) return hostile.value()
  if (kind < 0.4) return hostile.fitting(input)
  return hostile.spoiled(hostile.likely(input))
}

/** What the schema of the wire lets through. */
function envelopeOf(hostile: Hostile): Partial<Sent> {
  const fields = { subject: hostile.value(), name: hostile.value(), description: { sha256: 'a'.repeat(64) } }
  return {
    base: JSON.parse(JSON.stringify(fields)) as Record<string, unknown>,
    at: hostile.pick([0, 8.64e15, -8.64e15, Date.UTC(2026, 0, 1)]),
    clockOffsetMs: hostile.pick([0, 1e300, -1e300, 0.5]),
    version: hostile.pick([1, 1, 1, 2, 99, 2 ** 50]),
    provisionalNumber: hostile.pick(['', 'X', '\u202e', 'x'.repeat(24)])
  }
}

test.each(commands.map((command, index) => [command.name, command, index] as const))('%s', async (_, command, index) => {
  const desk = await openFullDesk()
  const hostile = createHostile(index + 1, idsFor(command, 'north'))
  for (let done = 0; done < perCommand; done += perPush) {
    const sent = Array.from({ length: perPush }, (): Sent => {
      const envelope = hostile.happens(0.3) ? envelopeOf(hostile) : {}
      return { name: command.name, input: inputOf(hostile, command), ...envelope }
    })
    const outcomes = await within(() => desk.send(admin, ...sent))
    expect(outcomes).toHaveLength(perPush)
    for (const each of outcomes) {
      expect(outcome.safeParse(each).success).toBe(true)
      if (each.type !== 'refused') continue
      expect(refusalTypes).toContain(each.refusal.type)
      if (each.refusal.type === 'invalid-input')
        expect([each.refusal.field, each.refusal.expected]).toEqual([expect.any(String), expect.any(String)])
    }
  }
  expect(desk.poisoned).toEqual([])
  // What was before it may have archived the ticket, or locked the person out: then it says so.
  const [next] = await desk.send(admin, valid)
  expect(next?.type === 'refused' ? next.refusal.type : next?.type).toMatch(/^(applied|archived|forbidden)$/)
})

test('a body of the wire is taken or refused by its schema with a path and words, whatever it is', async () => {
  const hostile = createHostile(77, () => [])
  for (let done = 0; done < 2_000; done++) {
    const body = hostile.spoiled(hostile.likely(pushRequest))
    await within(() => {
      const issue = pushRequest.safeParse(body).error?.issues[0]
      if (issue) expect(issue.message.length).toBeGreaterThan(0)
    })
  }
})
