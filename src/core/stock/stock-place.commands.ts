// Keeping stock places: add, change (reorder levels among it), put away, bring back.

import { type Refusal, refuse } from '../kernel/refusal.ts'
import type { Result } from '../kernel/result.ts'
import { person } from '../organisation/person.entity.ts'
import { defineArchive } from '../records/archive-record.ts'
import { defineCreate } from '../records/create-record.ts'
import { defineEdit } from '../records/edit-record.ts'
import { type StockPlace, stockPlace } from './stock-place.entity.ts'

function checkReorder(row: StockPlace): Result<never, Refusal> | null {
  for (const [partId, rule] of Object.entries(row.reorder))
    if (rule && rule.upTo <= rule.level)
      return refuse('invalid-input', { field: `reorder.${partId}.upTo`, expected: `more than the level of ${rule.level}` })
  return null
}

/** `stock-place.create` {name, kind, personId?, reorder?}. */
export const createStockPlace = defineCreate({
  name: 'stock-place.create',
  entity: stockPlace,
  requires: 'part.edit',
  event: 'stock_place.created',
  owner: 'organisation',
  required: ['name', 'kind'],
  links: { personId: person },
  undo: 'stock-place.archive',
  blank: ({ keys, now }): StockPlace => ({
    ...keys,
    name: '',
    kind: 'warehouse',
    personId: null,
    address: '',
    reorder: {},
    createdAt: now,
    updatedAt: now,
    archivedAt: null
  }),
  check: checkReorder
})

/** `stock-place.edit` {id, fields}. */
export const editStockPlace = defineEdit({
  name: 'stock-place.edit',
  entity: stockPlace,
  requires: 'part.edit',
  event: 'stock_place.edited',
  links: { personId: person },
  check: ({ after }) => checkReorder(after)
})

/** `stock-place.archive` {id}. */
export const archiveStockPlace = defineArchive({
  name: 'stock-place.archive',
  entity: stockPlace,
  requires: 'part.edit',
  event: 'stock_place.archived',
  archives: true,
  undo: 'stock-place.restore'
})

/** `stock-place.restore` {id}. */
export const restoreStockPlace = defineArchive({
  name: 'stock-place.restore',
  entity: stockPlace,
  requires: 'part.edit',
  event: 'stock_place.restored',
  archives: false,
  undo: 'stock-place.archive'
})
