// Takes a new customer company into the books.

import { defineCreate } from '../records/create-record.ts'
import { blankClient } from './blank-client.ts'
import { client } from './client.entity.ts'
import { checkClientCode, clientLinks, clientsWithCode } from './client.rules.ts'

/** `client.create` {name, code, currency, …}. Refused when another client has the code. */
export const createClient = defineCreate({
  name: 'client.create',
  entity: client,
  requires: 'client.edit',
  event: 'client.created',
  owner: 'itself',
  required: ['name', 'code', 'currency'],
  undo: 'client.archive',
  blank: blankClient,
  links: clientLinks,
  extra: (input, reader) => clientsWithCode(input.code, reader),
  check: (row, sameCode) => checkClientCode(row.id, row.code, sameCode)
})
