// What a person may do. Roles are fixed bundles of permissions; every command declares the one it requires,
// and client and server ask the same function.

/** Every permission there is, with the words of its meaning. */
export const permissions = {
  'ticket.work': 'Open, answer and change tickets',
  'ticket.assign': 'Assign tickets to others',
  'ticket.archive': 'Archive tickets',
  'time.own': 'Record own working time',
  'time.all': 'Change working time of others',
  'client.edit': 'Create and change clients, sites and contacts',
  'asset.edit': 'Create and change assets',
  'contract.read': 'See contracts and fees',
  'contract.edit': 'Create and change contracts',
  'terms.edit': 'Change calendars, SLA policies, price lists and tax rates',
  'billing.edit': 'Prepare invoices and charges',
  'billing.post': 'Post periods, approve, issue and credit invoices',
  'invoice.on-site': 'Issue an invoice on the spot',
  'part.edit': 'Change the catalogue of parts and the places of stock',
  'stock.move': 'Receive, move, use and count stock',
  'organisation.edit': 'Manage people, roles, teams and custom fields',
  'import.run': 'Import data',
  'conflict.settle': 'Settle conflicts of fields',
  'cost.read': 'See costs and margins'
} as const

/** Name of a permission. */
export type Permission = keyof typeof permissions

/** Fixed roles of the field; a person has exactly one. */
export const roles = ['agent', 'technician', 'dispatcher', 'manager', 'administrator'] as const

/** Name of a role. */
export type Role = (typeof roles)[number]

const technician: readonly Permission[] = [
  'ticket.work',
  'ticket.assign',
  'time.own',
  'asset.edit',
  'conflict.settle',
  'stock.move',
  'invoice.on-site'
]
const agent: readonly Permission[] = [...technician, 'client.edit', 'import.run', 'contract.read']
const dispatcher: readonly Permission[] = [...agent, 'ticket.archive', 'time.all', 'part.edit', 'billing.edit']
const manager: readonly Permission[] = [...dispatcher, 'contract.edit', 'cost.read', 'terms.edit', 'billing.post']
const administrator: readonly Permission[] = [...manager, 'organisation.edit']

const byRole: Readonly<Record<Role, ReadonlySet<Permission>>> = {
  agent: new Set(agent),
  technician: new Set(technician),
  dispatcher: new Set(dispatcher),
  manager: new Set(manager),
  administrator: new Set(administrator)
}

/** True when the role carries the permission. */
export function isAllowed(role: Role, permission: Permission): boolean {
  return byRole[role].has(permission)
}
