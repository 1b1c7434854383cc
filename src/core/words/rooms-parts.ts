// Words of the parts room: catalogue, places, stock, what to order.

import type { stockMoveKinds } from '../stock/stock-move.entity.ts'

/** Words of the room, its lists and a part's page. */
export const partsWords = {
  ticket: 'Ticket',
  title: 'Parts',
  sections: 'Sections of parts',
  catalogue: 'Catalogue',
  places: 'Places',
  order: 'To order',
  search: 'Name, number, manufacturer or category',
  count: (total: number) => (total === 1 ? '1 part' : `${total.toLocaleString('en')} parts`),
  newPart: 'New part',
  editPart: (name: string) => `Edit ${name}`,
  create: 'Create part',
  created: (name: string) => `${name} added`,
  saved: (name: string) => `${name} saved`,
  archived: (name: string) => `${name} archived`,
  restored: (name: string) => `${name} restored`,
  archive: 'Archive',
  restore: 'Restore',
  edit: 'Edit',
  showArchived: 'Archived',
  backToList: 'All parts',
  emptyTitle: 'What you use and sell',
  emptyText: 'Toner, disks, cables: with number, price and where they lie. A part that is used on a ticket leaves the van by itself.',
  nothingFound: 'No part fits',
  nothingFoundText: 'Try fewer letters, or clear what you typed.',
  clear: 'Clear',
  failed: 'The parts could not be read',
  missing: 'This part isn’t here',
  missingText: 'The link may be old.',
  sku: 'Number',
  name: 'Name',
  category: 'Category',
  supplier: 'Supplier',
  price: 'Price',
  cost: 'Cost',
  setCost: 'Set cost',
  costOf: (name: string) => `What ${name} costs us`,
  costSet: (name: string) => `Cost of ${name} set`,
  margin: 'Margin',
  onHand: 'On hand',
  details: 'Details',
  stock: 'Stock',
  noStock: 'It lies nowhere yet. Receive a delivery to begin.',
  place: 'Place',
  serials: 'Serial numbers',
  serialAt: (place: string) => `in ${place}`,
  serialGone: 'left the stock',
  serialInDoubt: 'The books disagree: count it',
  noSerials: 'No piece with a serial number was received yet.',
  moves: 'Moves',
  noMoves: 'Nothing has moved yet.',
  history: 'History',
  below: (missing: number) => `${missing.toLocaleString('en')} to order`,
  negative: 'Less than nothing: a delivery or a count is missing',
  level: 'Order below',
  upTo: 'Order up to',
  setLevel: 'Set level',
  levelOf: (part: string, place: string) => `When to order ${part} for ${place}`,
  levelSet: (place: string) => `Level for ${place} set`,
  noLevel: 'No level',
  clearLevel: 'Leave both empty for no level',
  bothNeeded: 'Expected both numbers, or none',
  showMore: 'Show earlier'
} as const

/** Words of moving stock. */
export const stockWords = {
  receive: 'Receive',
  move: 'Move',
  count: 'Count',
  returnVendor: 'Return to vendor',
  actions: 'Move stock',
  receiveTitle: 'Receive a delivery',
  moveTitle: 'Move to another place',
  countTitle: 'Count what is there',
  returnTitle: 'Return to the vendor',
  part: 'Part',
  to: 'To',
  from: 'From',
  at: 'Where',
  quantity: 'How many',
  counted: 'Counted',
  countHint: (books: number) => `${books.toLocaleString('en')} on the books`,
  countHintOpen: 'Every piece that lies there',
  serials: 'Serial numbers',
  serialsHint: 'One per piece; Enter after each. A scanner types them.',
  reference: 'Delivery note',
  rma: 'RMA number',
  note: 'Note',
  received: (count: number, what: string) => `${count.toLocaleString('en')} × ${what} received`,
  moved: (count: number, what: string) => `${count.toLocaleString('en')} × ${what} moved`,
  returned: (count: number, what: string) => `${count.toLocaleString('en')} × ${what} returned to the vendor`,
  countedDone: (what: string) => `${what} counted`,
  countFits: (what: string) => `${what}: the count fits the books`,
  book: 'Book',
  wholeFrom: (least: number) => `Expected a whole number from ${String(least)}`,
  otherPlace: 'Expected another place',
  reverse: 'Take back',
  reverseOf: (what: string) => `Take back: ${what}`,
  reversed: 'Move taken back',
  outside: 'outside',
  gone: 'out of stock'
} as const

/** Why stock moved. */
export const stockMoveWords: Readonly<Record<(typeof stockMoveKinds)[number], string>> = {
  receive: 'Received',
  move: 'Moved',
  use: 'Used on a ticket',
  'take-back': 'Given back from a ticket',
  count: 'Counted',
  rma: 'Returned to vendor',
  reverse: 'Taken back'
}

/** Words of stock places. */
export const placeWords = {
  newPlace: 'New place',
  editPlace: (name: string) => `Edit ${name}`,
  create: 'Create place',
  kind: 'Kind',
  kinds: { warehouse: 'Warehouse', van: 'Van' },
  person: 'Whose van',
  address: 'Address',
  empty: 'No places yet',
  emptyText: 'A warehouse, or the van of a technician: parts lie somewhere. What is used on a ticket leaves the technician’s van.',
  pieces: (count: number) => (count === 1 ? '1 piece' : `${count.toLocaleString('en')} pieces`),
  parts: (count: number) => (count === 1 ? '1 part' : `${count.toLocaleString('en')} parts`),
  value: 'Value at cost',
  contents: (name: string) => `What lies in ${name}`,
  nothing: 'Nothing lies here.',
  back: 'All places',
  missing: 'This place isn’t here'
} as const

/** Words of what to order. */
export const orderWords = {
  lead: 'Parts that lie below their level, by supplier. Levels are set on a part’s page, per place.',
  none: 'Nothing to order',
  noneText: 'Everything with a level lies at it or above.',
  noSupplier: 'No supplier',
  missing: 'On hand',
  suggested: 'Order',
  receive: 'Receive',
  receiveOf: (part: string) => `Receive ${part}`,
  export: 'Save as CSV',
  fileName: 'parts-to-order.csv',
  exported: 'List saved'
} as const

/** Labels of a part's fields. */
export const partFieldWords = {
  sku: 'Number',
  skuHint: 'As the vendor prints it; every part has its own',
  name: 'Name',
  category: 'Category',
  manufacturer: 'Manufacturer',
  supplier: 'Supplier',
  unit: 'Unit',
  price: 'Price of one',
  tax: 'Tax',
  serialised: 'Every piece has a serial number',
  description: 'Description'
} as const

/** Units as people say them. */
export const unitWords = { HUR: 'Hour', C62: 'Piece', KMT: 'Kilometre', MON: 'Month', DAY: 'Day' } as const
