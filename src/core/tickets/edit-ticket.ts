// Changes a ticket's plain fields and custom values. Status, stage, assignee, client and links have commands of their own.

import { asset } from '../assets/asset.entity.ts'
import { contact } from '../clients/contact.entity.ts'
import { site } from '../clients/site.entity.ts'
import { refuse } from '../kernel/refusal.ts'
import { defineEdit } from '../records/edit-record.ts'
import { ticket } from './ticket.entity.ts'
import { deriveTicket } from './ticket.rules.ts'

/** `ticket.edit` {id, fields}. Priority follows impact × urgency. Refused when the downtime ends before it begins. */
export const editTicket = defineEdit({
  name: 'ticket.edit',
  entity: ticket,
  requires: 'ticket.work',
  event: 'ticket.edited',
  except: [
    'number',
    'provisionalNumber',
    'externalNumber',
    'assigneeId',
    'teamId',
    'parentId',
    'duplicateOfId',
    'causedById',
    'openedAt',
    'slaMet',
    'createdById'
  ],
  links: { siteId: site, contactId: contact, assetIds: asset },
  check: ({ after }) =>
    after.downtimeFrom !== null && after.downtimeTo !== null && after.downtimeTo < after.downtimeFrom
      ? refuse('invalid-input', { field: 'fields.downtimeTo', expected: 'an instant after downtimeFrom' })
      : null,
  derive: deriveTicket
})
