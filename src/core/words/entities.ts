// What each kind of record is called, one and many.

/** Names of records by wire name. */
export const entityWords = {
  organisation: { one: 'Organisation', many: 'Organisations' },
  team: { one: 'Team', many: 'Teams' },
  person: { one: 'Person', many: 'People' },
  person_cost: { one: 'Rate of a person', many: 'Rates of people' },
  device: { one: 'Device', many: 'Devices' },
  custom_field: { one: 'Custom field', many: 'Custom fields' },
  saved_view: { one: 'View', many: 'Views' },
  import_profile: { one: 'Import profile', many: 'Import profiles' },
  client: { one: 'Client', many: 'Clients' },
  site: { one: 'Site', many: 'Sites' },
  contact: { one: 'Contact', many: 'Contacts' },
  contract: { one: 'Contract', many: 'Contracts' },
  asset: { one: 'Asset', many: 'Assets' },
  ticket: { one: 'Ticket', many: 'Tickets' },
  timer: { one: 'Timer', many: 'Timers' },
  comment: { one: 'Comment', many: 'Comments' },
  time_entry: { one: 'Time entry', many: 'Time entries' },
  part_use: { one: 'Part', many: 'Parts' },
  attachment: { one: 'File', many: 'Files' },
  event: { one: 'Event', many: 'Events' },
  conflict: { one: 'Conflict', many: 'Conflicts' }
} as const
