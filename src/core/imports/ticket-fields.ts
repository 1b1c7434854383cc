// Fields of a ticket as help desks name them in their exports (ServiceNow, Zendesk, ConnectWise, Zammad, ITFlow and spreadsheets).

import { ticketChannels, ticketKinds, ticketStatuses } from '../tickets/ticket.entity.ts'
import { type ImportField, names, synonymsOf } from './field.ts'

const statusSynonyms = synonymsOf({
  open: 'active | assigned | reopened',
  'in-progress': 'work in progress | 2',
  'waiting-client':
    'on hold | hold | pending | waiting | awaiting user info | awaiting customer | waiting on customer | waiting on client | 3',
  'waiting-vendor': 'awaiting problem | awaiting vendor | awaiting evidence | waiting on vendor',
  resolved: 'solved | done | completed | fixed | 6',
  closed: 'canceled | cancelled | deleted | 7 | 8',
  'new': '1'
})

const channelSynonyms = synonymsOf({
  email: 'e-mail | mail',
  phone: 'call | telephone | voice',
  portal: 'web | self-service | self service | chat',
  import: 'api',
  alert: 'monitoring | event',
  'walk-in': 'in person | walk in'
})

/** Fields of a ticket. */
export const ticketFields: readonly ImportField[] = [
  {
    key: 'externalNumber',
    kind: 'line',
    max: 64,
    required: true,
    aliases: names(
      'number | ticket number | ticket id | ticket no | ticket | id | key | case number | incident number | reference | sys id'
    )
  },
  {
    key: 'subject',
    kind: 'line',
    max: 300,
    required: true,
    aliases: names('subject | title | summary | short description | issue | name')
  },
  { key: 'description', kind: 'text', max: 65_536, aliases: names('description | details | body | initial description | comments') },
  {
    key: 'client',
    kind: 'client',
    aliases: names(
      'client | company | company name | customer | organization | organisation | account | organization name | client name | organization id'
    )
  },
  {
    key: 'status',
    kind: 'choice',
    choices: ticketStatuses,
    synonyms: statusSynonyms,
    aliases: names('status | state | incident state | ticket status')
  },
  {
    key: 'kind',
    kind: 'choice',
    choices: ticketKinds,
    synonyms: synonymsOf({ request: 'question | task | service request', maintenance: 'change', incident: 'service desk' }),
    aliases: names('kind | type | ticket type | record type')
  },
  {
    key: 'channel',
    kind: 'choice',
    choices: ticketChannels,
    synonyms: channelSynonyms,
    aliases: names('channel | source | contact type | via channel | via | origin')
  },
  { key: 'impact', kind: 'level', aliases: names('impact') },
  { key: 'urgency', kind: 'level', aliases: names('urgency | severity') },
  { key: 'priority', kind: 'priority', aliases: names('priority') },
  { key: 'category', kind: 'line', max: 120, aliases: names('category | topic | issue type | classification') },
  {
    key: 'contact',
    kind: 'line',
    max: 200,
    aliases: names(
      'contact | requester | caller | caller id | requester name | reporter | contact name | user | requested by | requester id'
    )
  },
  { key: 'contactEmail', kind: 'line', max: 254, aliases: names('contact email | requester email | email | from | recipient') },
  {
    key: 'assignee',
    kind: 'person',
    aliases: names('assignee | assigned to | agent | technician | owner | assignee name | resource | assignee id')
  },
  { key: 'team', kind: 'team', aliases: names('team | group | assignment group | queue | board | group id') },
  { key: 'tags', kind: 'tags', aliases: names('tags | labels') },
  {
    key: 'openedAt',
    kind: 'instant',
    aliases: names(
      'opened | opened at | created | created at | created on | date created | sys created on | sys created at | create date | date entered | open date'
    )
  },
  { key: 'resolvedAt', kind: 'instant', aliases: names('resolved | resolved at | solved at | solved | date resolved | resolution date') },
  { key: 'closedAt', kind: 'instant', aliases: names('closed | closed at | closed on | date closed | close date') },
  {
    key: 'updatedAt',
    kind: 'instant',
    aliases: names('updated | updated at | updated on | sys updated on | last updated | modified | last activity')
  },
  { key: 'slaMet', kind: 'boolean', aliases: names('sla met | made sla | within sla') }
]
