// Keeping prepaid blocks: add, change, put away, bring back.

import { contract } from '../contracts/contract.entity.ts'
import { defineArchive } from '../records/archive-record.ts'
import { defineCreate } from '../records/create-record.ts'
import { defineEdit } from '../records/edit-record.ts'
import { type PrepaidBlockRow, prepaidBlock } from './prepaid-block.entity.ts'
import { checkBlock } from './prepaid-block.rules.ts'

/** `prepaid-block.create` {clientId, name, kind, minutes | amountMinor, boughtOn, isCharged?, …}: with `isCharged` the run charges its price. */
export const createPrepaidBlock = defineCreate({
  name: 'prepaid-block.create',
  entity: prepaidBlock,
  requires: 'contract.edit',
  event: 'prepaid_block.created',
  owner: 'client',
  required: ['name', 'kind', 'boughtOn'],
  links: { contractId: contract },
  undo: 'prepaid-block.archive',
  blank: ({ keys, now, owner }): PrepaidBlockRow => ({
    ...keys,
    contractId: null,
    name: '',
    kind: 'hours',
    minutes: null,
    amountMinor: null,
    priceMinor: 0,
    currency: owner?.currency ?? '',
    boughtOn: '1970-01-01',
    validFrom: null,
    expiresOn: null,
    position: 0,
    notes: '',
    createdAt: now,
    updatedAt: now,
    archivedAt: null,
    isCharged: null
  }),
  check: checkBlock
})

/** `prepaid-block.edit` {id, fields}. */
export const editPrepaidBlock = defineEdit({
  name: 'prepaid-block.edit',
  entity: prepaidBlock,
  requires: 'contract.edit',
  event: 'prepaid_block.edited',
  links: { contractId: contract },
  check: ({ after }) => checkBlock(after)
})

/** `prepaid-block.archive` {id}. */
export const archivePrepaidBlock = defineArchive({
  name: 'prepaid-block.archive',
  entity: prepaidBlock,
  requires: 'contract.edit',
  event: 'prepaid_block.archived',
  archives: true,
  undo: 'prepaid-block.restore'
})

/** `prepaid-block.restore` {id}. */
export const restorePrepaidBlock = defineArchive({
  name: 'prepaid-block.restore',
  entity: prepaidBlock,
  requires: 'contract.edit',
  event: 'prepaid_block.restored',
  archives: false,
  undo: 'prepaid-block.archive'
})
