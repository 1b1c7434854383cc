// Sets what an hour of a person costs and is charged at. A person has one cost record, whose id is the person's own.

import { z } from 'zod'
import type { CommandCall } from '../kernel/command.ts'
import { defineCommand } from '../kernel/command.ts'
import { ok } from '../kernel/result.ts'
import { currency, id, minor } from '../kernel/schema.ts'
import { changedFields, touched } from '../records/fields.ts'
import { personCost } from './person-cost.entity.ts'
import { person } from './person.entity.ts'

/** `person.set-cost` {personId, costRateMinor, chargeRateMinor, currency}; rates per hour. */
export const setPersonCost = defineCommand({
  name: 'person.set-cost',
  version: 1,
  requires: 'organisation.edit',
  input: z.strictObject({ personId: id, costRateMinor: minor.nonnegative(), chargeRateMinor: minor.nonnegative(), currency }),
  async load(input, reader) {
    await reader.need(person, input.personId)
    return { cost: await reader.get(personCost, input.personId) }
  },
  decide({ cost }, input, context) {
    const changed = cost ? changedFields(cost, input) : input
    if (Object.keys(changed).length === 0) return ok({ changes: [], events: [] })
    const row = { id: input.personId, clientId: null, ...input, updatedAt: context.now }
    const fields = { ...changed, ...touched(cost ?? row, context.now) }
    return ok({
      changes: [
        cost ? { type: 'patch', entity: personCost.name, id: input.personId, fields } : { type: 'create', entity: personCost.name, row }
      ],
      events: [{ kind: 'person.cost-set', subjectEntity: personCost.name, subjectId: input.personId, clientId: null }]
    })
  },
  invert({ cost }): readonly CommandCall[] {
    if (!cost) return []
    const { personId, costRateMinor, chargeRateMinor, currency } = cost
    return [{ name: 'person.set-cost', input: { personId, costRateMinor, chargeRateMinor, currency } }]
  }
})
