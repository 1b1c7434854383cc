// Changes a contract's fields; every fee and clause asks a person when two changed it.

import { defineEdit } from '../records/edit-record.ts'
import { contract } from './contract.entity.ts'
import { checkContract, contractLinks, loadClauseLinks } from './contract.rules.ts'
import { coverChange, keptCover } from './contract-cover.ts'

/** `contract.edit` {id, fields}. Refused when it would end before it begins. */
export const editContract = defineEdit({
  name: 'contract.edit',
  entity: contract,
  requires: 'contract.edit',
  event: 'contract.edited',
  links: contractLinks,
  extra: async (input, reader) => ({
    kept: await keptCover(input.id, reader),
    linked: await loadClauseLinks(input.fields.clauses, reader)
  }),
  check: ({ after, extra }) => checkContract(after, extra.linked),
  also: (after, { kept }) => coverChange(after, kept)
})
