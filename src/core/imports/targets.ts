// What can be imported. Headers are compared with a field's aliases without case, blanks and punctuation.

import { type ImportField, names } from './field.ts'
import { assetFields, clientFields, contactFields } from './record-fields.ts'
import { ticketFields } from './ticket-fields.ts'

/** Kinds of import. `incident-log`: many rows per incident, each one step of its history (ServiceNow's audit export). */
export const importTargets = ['ticket', 'incident-log', 'client', 'contact', 'asset'] as const

/** Name of a target. */
export type ImportTarget = (typeof importTargets)[number]

/** Further columns of an incident log by the source's own name, and the labels under which its lists show them. */
const logColumns: Readonly<Record<string, string>> = {
  short_description: 'summary',
  description: 'description',
  reassignment_count: 'reassignments',
  reopen_count: 'reopens',
  made_sla: 'sla met',
  caller_id: 'caller',
  opened_by: 'opened by user',
  sys_created_by: 'created by',
  sys_created_at: 'sys created on | created | created at',
  sys_updated_by: 'updated by',
  sys_mod_count: 'updates',
  active: 'active',
  contact_type: 'channel',
  location: 'location',
  category: 'category',
  subcategory: 'sub category',
  u_symptom: 'symptom',
  cmdb_ci: 'configuration item',
  impact: 'impact',
  urgency: 'urgency',
  priority: 'priority',
  assignment_group: 'group',
  assigned_to: 'assignee',
  knowledge: 'knowledge used',
  u_priority_confirmation: 'priority confirmation',
  notify: 'notification',
  problem_id: 'problem',
  rfc: 'change request',
  vendor: 'vendor',
  caused_by: 'caused by change',
  closed_code: 'close code | resolution code',
  resolved_by: 'resolver',
  resolved_at: 'resolved',
  closed_at: 'closed'
}

/** Columns of an incident log that are read; every row must have the required ones. Names are the source's own. */
const incidentLogFields: readonly ImportField[] = [
  { key: 'number', kind: 'line', max: 64, required: true, aliases: names('number | incident number') },
  { key: 'incident_state', kind: 'line', max: 64, required: true, aliases: names('incident state | state') },
  { key: 'sys_updated_at', kind: 'instant', required: true, aliases: names('sys updated at | sys updated on | updated | updated at') },
  { key: 'client', kind: 'client', aliases: names('company | client | account') },
  { key: 'opened_at', kind: 'instant', required: true, aliases: names('opened at | opened') },
  ...Object.entries(logColumns).map(([key, labels]): ImportField => ({ key, kind: 'line', aliases: [key, ...names(labels)] }))
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
