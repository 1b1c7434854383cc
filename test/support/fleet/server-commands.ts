// The commands as one server of the simulated world knows them: perhaps in a newer form than the devices' (old ones are upgraded),
// and one of them poisonous.

import { z } from 'zod'
import type { CommandDefinition } from '#core/kernel/command.ts'
import { commandNamed } from '#core/registry.ts'

/** A comment that begins so makes the server's code throw. */
export const poisonMark = 'Poison'
/** A comment that begins so can't be read by the server. */
export const unreadableMark = 'Unreadable'

const newer = new Map<string, CommandDefinition>()

/** A command in the form that the server knows. */
export function serverCommand(name: string, isNewer: boolean): CommandDefinition | undefined {
  const definition = commandNamed(name)
  if (!definition) return undefined
  const known = name === 'ticket.comment' ? withPoison(definition) : definition
  if (!isNewer) return known
  const made = newer.get(name) ?? newForm(known)
  newer.set(name, made)
  return made
}

interface NewInput {
  readonly form: 2
  readonly value: unknown
}

function newForm(old: CommandDefinition): CommandDefinition {
  const valueOf = (input: unknown): unknown => (input as NewInput).value
  const { asserts } = old
  const { invert: _, asserts: __, ...rest } = old
  return {
    ...rest,
    version: old.version + 1,
    input: z.strictObject({ form: z.literal(2), value: old.input }),
    ...(asserts
      ? {
          asserts: {
            entity: asserts.entity,
            id: (input: unknown) => asserts.id(valueOf(input)),
            fields: (input: unknown) => asserts.fields(valueOf(input)),
            withFields: (input: unknown, fields: Readonly<Record<string, unknown>>) => ({
              form: 2,
              value: asserts.withFields(valueOf(input), fields)
            })
          }
        }
      : {}),
    load: (input, reader, where) => old.load(valueOf(input), reader, where),
    decide: (state, input, context) => old.decide(state, valueOf(input), context),
    upgrade: (input) => ({ form: 2, value: input })
  }
}

function withPoison(definition: CommandDefinition): CommandDefinition {
  return {
    ...definition,
    decide(state, input, context) {
      if (String((input as { readonly body?: unknown }).body).startsWith(poisonMark)) throw new Error('planted poison')
      return definition.decide(state, input, context)
    }
  }
}
