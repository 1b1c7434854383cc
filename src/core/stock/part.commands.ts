// Keeping the catalogue: add, change, put away, bring back, and what a part costs us.

import { z } from 'zod'
import { taxRate } from '../billing/tax-rate.entity.ts'
import { type CommandCall, defineCommand, type Reader } from '../kernel/command.ts'
import type { Id } from '../kernel/ids.ts'
import { type Refusal, refuse } from '../kernel/refusal.ts'
import { ok, type Result } from '../kernel/result.ts'
import { currency, id, minor } from '../kernel/schema.ts'
import { defineArchive } from '../records/archive-record.ts'
import { defineCreate } from '../records/create-record.ts'
import { defineEdit } from '../records/edit-record.ts'
import { changedFields, touched } from '../records/fields.ts'
import { partCost } from './part-cost.entity.ts'
import { type Part, part } from './part.entity.ts'

async function partsWithSku(sku: string | undefined, reader: Reader): Promise<readonly Part[]> {
  return sku === undefined ? [] : reader.list(part, 'sku', sku)
}

function checkSku(own: Id, sku: string, same: readonly Part[]): Result<never, Refusal> | null {
  const other = same.find((each) => each.id !== own && each.sku === sku && each.archivedAt === null)
  return other ? refuse('already-exists', { field: 'sku', values: { name: other.name } }) : null
}

/** `part.create` {sku, name, priceMinor, currency, …}. Refused when another part has the article number. */
export const createPart = defineCreate({
  name: 'part.create',
  entity: part,
  requires: 'part.edit',
  event: 'part.created',
  owner: 'organisation',
  required: ['sku', 'name', 'priceMinor', 'currency'],
  links: { taxRateId: taxRate },
  undo: 'part.archive',
  blank: ({ keys, now }): Part => ({
    ...keys,
    sku: '',
    name: '',
    description: '',
    category: '',
    manufacturer: '',
    supplier: '',
    unit: 'C62',
    priceMinor: 0,
    currency: '',
    taxRateId: null,
    serialised: false,
    createdAt: now,
    updatedAt: now,
    archivedAt: null
  }),
  extra: (input, reader) => partsWithSku(input.sku, reader),
  check: (row, same) => checkSku(row.id, row.sku, same)
})

/** `part.edit` {id, fields}. Refused when another part has the article number. */
export const editPart = defineEdit({
  name: 'part.edit',
  entity: part,
  requires: 'part.edit',
  event: 'part.edited',
  links: { taxRateId: taxRate },
  extra: (input, reader) => partsWithSku(input.fields.sku, reader),
  check: ({ after, extra }) => checkSku(after.id, after.sku, extra)
})

/** `part.archive` {id}. */
export const archivePart = defineArchive({
  name: 'part.archive',
  entity: part,
  requires: 'part.edit',
  event: 'part.archived',
  archives: true,
  undo: 'part.restore'
})

/** `part.restore` {id}. */
export const restorePart = defineArchive({
  name: 'part.restore',
  entity: part,
  requires: 'part.edit',
  event: 'part.restored',
  archives: false,
  undo: 'part.archive'
})

/** `part.set-cost` {partId, costMinor, currency}: what one unit costs us. */
export const setPartCost = defineCommand({
  name: 'part.set-cost',
  version: 1,
  requires: 'cost.read',
  input: z.strictObject({ partId: id, costMinor: minor.nonnegative('expected an amount that is not negative'), currency }),
  async load(input, reader) {
    await reader.need(part, input.partId)
    return { cost: await reader.get(partCost, input.partId) }
  },
  decide({ cost }, input, context) {
    const changed = cost ? changedFields(cost, input) : input
    if (Object.keys(changed).length === 0) return ok({ changes: [], events: [] })
    const row = { id: input.partId, clientId: null, ...input, updatedAt: context.now }
    const fields = { ...changed, ...touched(cost ?? row, context.now) }
    return ok({
      changes: [cost ? { type: 'patch', entity: partCost.name, id: row.id, fields } : { type: 'create', entity: partCost.name, row }],
      events: [{ kind: 'part.cost-set', subjectEntity: partCost.name, subjectId: row.id, clientId: null }]
    })
  },
  invert({ cost }): readonly CommandCall[] {
    if (!cost) return []
    return [{ name: 'part.set-cost', input: { partId: cost.partId, costMinor: cost.costMinor, currency: cost.currency } }]
  }
})
