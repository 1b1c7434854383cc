// Opens a ticket: who calls, about what, how bad it is. The number comes from the server; until then the device's own one stands.

import { z } from 'zod'
import { asset } from '../assets/asset.entity.ts'
import { client } from '../clients/client.entity.ts'
import { contact } from '../clients/contact.entity.ts'
import { site } from '../clients/site.entity.ts'
import { defineCommand } from '../kernel/command.ts'
import { isAllowed } from '../kernel/permission.ts'
import { refuse } from '../kernel/refusal.ts'
import { ok } from '../kernel/result.ts'
import { id } from '../kernel/schema.ts'
import { person } from '../organisation/person.entity.ts'
import { team } from '../organisation/team.entity.ts'
import { checkCustom, loadCustomFields } from '../records/custom-values.ts'
import { defined, editableFields, fieldShape } from '../records/fields.ts'
import { checkLinks, loadLinks } from '../records/links.ts'
import { checkAssignee } from './assignee.rules.ts'
import { blankTicket } from './blank-ticket.ts'
import { type Ticket, ticket } from './ticket.entity.ts'
import { deriveTicket } from './ticket.rules.ts'

const ruled = ['number', 'provisionalNumber', 'externalNumber', 'openedAt', 'slaMet', 'createdById', 'duplicateOfId'] as const
const shape = fieldShape(ticket, editableFields(ticket, ruled), ['subject'])
const links = { siteId: site, contactId: contact, assetIds: asset, assigneeId: person, teamId: team, parentId: ticket, causedById: ticket }

/** Input of `ticket.open`: the client, a subject, and any other field of the ticket that people may write. */
export type OpenTicketInput = Partial<Ticket> & Pick<Ticket, 'clientId' | 'subject'>

/** `ticket.open` {clientId, subject, …}. Defaults: an incident by phone, impact 3, urgency 2, nobody's. Refused for an archived client. */
export const openTicket = defineCommand({
  name: 'ticket.open',
  version: 1,
  requires: 'ticket.work',
  input: z.strictObject({ clientId: id, ...shape }) as unknown as z.ZodType<OpenTicketInput>,
  async load(input, reader) {
    const owner = await reader.need(client, input.clientId)
    const linked = await loadLinks(links, input, reader)
    const assignee = input.assigneeId ? await reader.get(person, input.assigneeId) : null
    return { owner, linked, assignee, definitions: await loadCustomFields(ticket.name, input, reader) }
  },
  decide(state, input, context) {
    if (state.owner.archivedAt !== null) return refuse('archived', { field: 'clientId', values: { entity: client.name } })
    const refused =
      checkLinks(state.linked, input.clientId, input) ??
      checkCustom(state.definitions, null, input.custom) ??
      checkAssignee(state.assignee, input.clientId)
    if (refused) return refused
    const row = { ...blankTicket(context, input.clientId), ...defined(input) }
    const numbered = { ...row, ...deriveTicket(row), number: context.nextNumber('ticket') }
    const subject = { subjectEntity: ticket.name, subjectId: row.id, clientId: row.clientId }
    return ok({
      changes: [{ type: 'create', entity: ticket.name, row: numbered }],
      events: [{ kind: 'ticket.opened', ...subject, data: { channel: row.channel, status: row.status } }]
    })
  },
  invert: (_state, _input, context) =>
    isAllowed(context.actor.role, 'ticket.archive') ? [{ name: 'ticket.archive', input: { id: context.newId(1) } }] : []
})
