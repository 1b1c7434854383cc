// Changes a client's fields, the service model profile among them.

import { defineEdit } from '../records/edit-record.ts'
import { client } from './client.entity.ts'
import { checkClientCode, clientLinks, clientsWithCode } from './client.rules.ts'

/** `client.edit` {id, fields}. Refused when another client has the code. */
export const editClient = defineEdit({
  name: 'client.edit',
  entity: client,
  requires: 'client.edit',
  event: 'client.edited',
  links: clientLinks,
  extra: (input, reader) => clientsWithCode(input.fields.code, reader),
  check: ({ after, extra }) => checkClientCode(after.id, after.code, extra)
})
