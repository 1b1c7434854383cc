// Who may do what, generated: every command by every role and reach on the server's own way of deciding, every record by every role and
// reach as devices get it. What is expected comes from `requires` and the reach alone; a new command or record is covered by itself.

import { describe, expect, test } from 'vitest'
import { isAllowed, type Role, roles } from '#core/kernel/permission.ts'
import { commands, entities } from '#core/registry.ts'
import type { Outcome } from '#sync/protocol/push.ts'
import {
  full,
  type FullDesk,
  idsFor,
  openFullDesk,
  personOf,
  type Reach,
  reaches,
  reachNames,
  rowIdOf
} from '#test/support/hostile/full-desk.ts'
import { createHostile } from '#test/support/hostile/hostile-values.ts'
import { idOf } from '#test/support/rows.ts'

const everything = {
  organisationId: full.organisation,
  personId: personOf('administrator', 'all'),
  role: 'administrator',
  clientIds: null
} as const

/** All rows of the desk with their versions, by entity and id. */
function rowsOf({ store }: FullDesk): ReadonlyMap<string, { readonly clientId: string | null; readonly version: number }> {
  return new Map(
    entities.flatMap(({ name }) =>
      store.visibleRows(everything, name).map(({ id, version, doc }) => [`${name}/${id}`, { clientId: doc.clientId, version }] as const)
    )
  )
}

/** Clients of which a row came, went or changed. */
function touched(before: ReturnType<typeof rowsOf>, after: ReturnType<typeof rowsOf>): ReadonlySet<string> {
  const changed = [...new Set([...before.keys(), ...after.keys()])].filter((key) => before.get(key)?.version !== after.get(key)?.version)
  return new Set(changed.flatMap((key) => [before.get(key)?.clientId, after.get(key)?.clientId]).filter((id) => typeof id === 'string'))
}

const typeOf = (outcome: Outcome | undefined): string => (outcome?.type === 'refused' ? outcome.refusal.type : (outcome?.type ?? 'none'))

/** Inputs that the command's schema takes, about rows of the client in the south. */
function inputsOf(command: (typeof commands)[number], index: number): readonly unknown[] {
  const hostile = createHostile(index + 1, idsFor(command, 'south'))
  const found: unknown[] = []
  for (let tries = 0; tries < 60 && found.length < 3; tries++) {
    const input = hostile.fitting(command.input)
    if (command.input.safeParse(input).success) found.push(input)
  }
  return found
}

let reached = 0

describe.each(commands.map((command, index) => [command.name, command, index] as const))('%s', (_, command, index) => {
  const { name, requires } = command
  const inputs = inputsOf(command, index)

  test('is forbidden to each role without its permission, to whoever is locked out and to strangers, whatever the input', async () => {
    expect(inputs.length).toBeGreaterThan(0)
    const desk = await openFullDesk()
    const before = rowsOf(desk)
    const sent = [...inputs.slice(0, 2), null].map((input) => ({ name, input }))
    const without = roles.filter((role) => !isAllowed(role, requires)).flatMap((role) => reachNames.map((reach) => personOf(role, reach)))
    const lockedOut = roles.map((role) => personOf(role, 'all', false))
    for (const person of [...without, ...lockedOut, idOf(3), idOf(4)])
      for (const outcome of await desk.send(person, ...sent)) expect([typeOf(outcome), person]).toEqual(['forbidden', person])
    expect(rowsOf(desk)).toEqual(before)
  })

  test('reaches no row of a client that the person doesn’t see, whatever the role', async () => {
    for (const role of roles.filter((each) => isAllowed(each, requires))) {
      for (const reach of ['north', 'none'] as const) {
        const desk = await openFullDesk()
        const before = rowsOf(desk)
        const outcomes = await desk.send(personOf(role, reach), ...inputs.map((input) => ({ name, input })))
        const after = rowsOf(desk)
        const seen: readonly string[] = reaches[reach]
        expect(
          [...touched(before, after)].filter((id) => !seen.includes(id)),
          `${role} of ${reach}: ${JSON.stringify(inputs)}`
        ).toEqual([])
        expect(outcomes.map(typeOf)).not.toContain('poisonous')
      }
      const all = await openFullDesk()
      const before = rowsOf(all)
      await all.send(personOf(role, 'all'), ...inputs.map((input) => ({ name, input })))
      if (touched(before, rowsOf(all)).has(full.south)) reached++
    }
  })
})

test('the same inputs do reach those rows for who sees all clients, so that the refusals above say something', () => {
  expect(reached).toBeGreaterThan(150)
})

/** What a role and reach must get, stated by `requires` and the reach alone. */
function expected(role: Role, reach: Reach): readonly string[] {
  const clients: readonly string[] | null = reaches[reach]
  return entities
    .filter(({ requires, name }) => name !== 'person' && (requires === undefined || isAllowed(role, requires)))
    .flatMap(({ name, scope }) => {
      const places = scope === 'client' ? (['north', 'south'] as const) : (['north'] as const)
      const seen = places.filter((place) => scope !== 'client' || clients === null || clients.includes(full[place]))
      return seen.map((place) => `${name}/${rowIdOf(name, place)}`)
    })
    .toSorted()
}

test.each(roles.flatMap((role) => reachNames.map((reach) => [role, reach] as const)))(
  '%s of %s gets the rows of its reach and permissions, and no other',
  async (role, reach) => {
    const desk = await openFullDesk()
    const personId = personOf(role, reach)
    const viewer = await desk.store.viewer(full.organisation, personId)
    if (!viewer) throw new Error('a person')
    const found: string[] = []
    for (let after: string | null = null; ; ) {
      const snapshot = await desk.pull.snapshot({ viewer, deviceId: idOf(900) }, { protocol: 1, clients: null, after, maxBytes: 65_536 })
      if (!snapshot) throw new Error('a snapshot')
      for (const { line, content } of snapshot.pages)
        for (const [, doc] of JSON.parse(content) as [number, { id: string }][]) found.push(`${line[0]}/${doc.id}`)
      after = snapshot.head.next
      if (after === null) break
    }
    expect(found.filter((key) => !key.startsWith('person/')).toSorted()).toEqual(expected(role, reach))
  }
)
