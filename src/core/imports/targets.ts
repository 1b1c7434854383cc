// What can be imported. Headers are compared with a field's aliases without case, blanks and punctuation.

import { type ImportField, names } from './field.ts'
import { assetFields, clientFields, contactFields } from './record-fields.ts'
import { ticketFields } from './ticket-fields.ts'

/** Kinds of import. `incident-log`: many rows per incident, each one step of its history (ServiceNow's audit export). */
export const importTargets = ['ticket', 'incident-log', 'client', 'contact', 'asset'] as const

/** Name of a target. */
export type ImportTarget = (typeof importTargets)[number]

/** Columns of an incident log that are read; every row must have the required ones. Names are the source's own. */
const incidentLogFields: readonly ImportField[] = [
  { key: 'number', kind: 'line', max: 64, required: true, aliases: names('number | incident number') },
  { key: 'incident_state', kind: 'line', max: 64, required: true, aliases: names('incident state | state') },
  { key: 'sys_updated_at', kind: 'instant', required: true, aliases: names('sys updated at | sys updated on') },
  { key: 'client', kind: 'client', aliases: names('company | client | account') },
  { key: 'opened_at', kind: 'instant', required: true, aliases: names('opened at') },
  ...names(
    'short_description | description | reassignment_count | reopen_count | made_sla | caller_id | opened_by | sys_created_by | sys_created_at | sys_updated_by | sys_mod_count | active | contact_type | location | category | subcategory | u_symptom | cmdb_ci | impact | urgency | priority | assignment_group | assigned_to | knowledge | u_priority_confirmation | notify | problem_id | rfc | vendor | caused_by | closed_code | resolved_by | resolved_at | closed_at'
  ).map((key): ImportField => ({ key, kind: 'line', aliases: [key] }))
]

const fieldsByTarget: Readonly<Record<ImportTarget, readonly ImportField[]>> = {
  ticket: ticketFields,
  'incident-log': incidentLogFields,
  client: clientFields,
  contact: contactFields,
  asset: assetFields
}

/** Fields of a target, in the order in which they are shown. */
export function fieldsOf(target: ImportTarget): readonly ImportField[] {
  return fieldsByTarget[target]
}
