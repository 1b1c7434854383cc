// Words of the assets room.

/** Words of the list and the page. */
export const assetWords = {
  title: 'Assets',
  search: 'Label, serial, name or model',
  newAsset: 'New asset',
  editAsset: (name: string) => `Edit ${name}`,
  create: 'Create asset',
  created: (name: string) => `${name} added`,
  saved: (name: string) => `${name} saved`,
  archived: (name: string) => `${name} archived`,
  restored: (name: string) => `${name} restored`,
  archive: 'Archive',
  restore: 'Restore',
  edit: 'Edit',
  backToList: 'All assets',
  count: (shown: number) => (shown === 1 ? '1 asset' : `${shown.toLocaleString('en')} assets`),
  anyKind: 'Any kind',
  anyClient: 'Any client',
  anyStatus: 'Any status',
  anyWarranty: 'Any warranty',
  showArchived: 'Archived',
  importAssets: 'Import from a file',
  emptyTitle: 'Everything you look after',
  emptyText:
    'Computers, servers, printers, licences: with warranty, owner and what went wrong before. Add one, or bring an inventory over from a file.',
  nothingFound: 'No asset fits',
  nothingFoundText: 'Try fewer letters, or clear the filters.',
  clear: 'Clear filters',
  missing: 'This asset isn’t here',
  missingText: 'It may belong to a client you can’t see, or the link is old.',
  name: 'Name',
  kind: 'Kind',
  client: 'Client',
  tag: 'Label',
  model: 'Model',
  status: 'Status',
  warranty: 'Warranty',
  lifeCycle: 'Life cycle and warranty',
  details: 'Details',
  relations: 'Relations',
  noRelations: 'Not related to another asset.',
  tickets: 'Tickets',
  noTickets: 'Nothing has gone wrong with it yet.',
  history: 'History',
  bought: 'Bought',
  warrantyEnds: 'Warranty ends',
  endOfLife: 'End of life',
  today: 'Today',
  noDates: 'Add when it was bought and until when it is covered, and its life shows here as a line.',
  age: (years: string) => `${years} years old`,
  openCount: 'Open tickets',
  allCount: 'Tickets so far',
  replacement: 'Replacement',
  pickClient: 'Choose the client first'
} as const

/** Warranty filters and states. */
export const warrantyWords = {
  valid: 'Covered',
  soon: 'Ends soon',
  ended: 'Ended',
  unknown: 'Not known'
} as const

/** Labels of an asset's fields. */
export const assetFieldWords = {
  client: 'Client',
  name: 'Name',
  kind: 'Kind',
  tag: 'Label',
  tagHint: 'What stands on the sticker',
  serial: 'Serial number',
  manufacturer: 'Manufacturer',
  model: 'Model',
  site: 'Site',
  owner: 'Used by',
  status: 'Status',
  purchasedOn: 'Bought on',
  warrantyUntil: 'Warranty until',
  endOfLifeOn: 'End of life on',
  replacementCost: 'Replacement',
  notes: 'Notes',
  currency: 'Currency'
} as const
