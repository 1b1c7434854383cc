// Words of the settings room.

/** Names of the parts of the room. */
export const settingsParts = {
  people: 'People',
  teams: 'Teams',
  fields: 'Custom fields',
  organisation: 'Organisation',
  calendars: 'Calendars',
  'sla-policies': 'SLA policies',
  prices: 'Prices',
  taxes: 'Taxes',
  appearance: 'Appearance',
  devices: 'Devices',
  shortcuts: 'Shortcuts'
} as const

/** Words of the settings room. */
export const settingsWords = {
  title: 'Settings',
  parts: 'Parts of the settings',
  readOnly: 'Only an administrator can change this. You can look.',
  edit: 'Edit',
  archive: 'Archive',
  restore: 'Restore',
  saved: (name: string) => `${name} saved`,
  created: (name: string) => `${name} added`,
  archived: (name: string) => `${name} archived`,
  restored: (name: string) => `${name} restored`,
  newPerson: 'New person',
  editPerson: (name: string) => `Edit ${name}`,
  deactivate: 'Deactivate',
  activate: 'Activate',
  deactivated: (name: string) => `${name} can’t sign in any more`,
  activated: (name: string) => `${name} can sign in again`,
  givePassword: (name: string) => `A password for ${name}`,
  passwordLead: 'They sign in with their e-mail and this password. It goes to the server at once and is kept nowhere here.',
  password: 'Password',
  passwordHint: 'At least 10 characters',
  passwordShort: 'The password: expected at least 10 characters.',
  passwordSave: 'Give password',
  passwordButton: 'Password',
  passwordGiven: (name: string) => `${name} can sign in with the new password`,
  passwordRefused: 'The server refused this password.',
  inactive: 'Inactive',
  you: 'You',
  allClients: 'All clients',
  someClients: (count: number) => (count === 1 ? '1 client' : `${count.toLocaleString('en')} clients`),
  newTeam: 'New team',
  editTeam: (name: string) => `Edit ${name}`,
  noTeams: 'No team yet. Teams let tickets wait for whoever is free.',
  members: (count: number) => (count === 1 ? '1 person' : `${count.toLocaleString('en')} people`),
  newField: 'New field',
  editField: (name: string) => `Edit ${name}`,
  noFields: 'No custom field yet. Add what your work needs and other desks don’t have.',
  thisDevice: 'This device',
  rename: 'Rename',
  renamed: 'Device renamed',
  revoke: 'Lock out',
  revoked: 'Device locked out',
  revokedChip: 'Locked out',
  revokeAsk: (name: string) => `Lock out ${name}?`,
  revokeText:
    'At its next contact everything on it is deleted; changes it had not sent are sealed and kept here for administrators. It signs in again only as a new device. This can’t be undone.',
  wiped: 'wiped',
  rescued: (count: number) => (count === 1 ? '1 unsent change kept' : `${count.toLocaleString('en')} unsent changes kept`),
  showRescued: 'Save them',
  rescuedFile: (device: string) => `Unsent changes of ${device.replaceAll(/[^\p{L}\p{N} _-]/gu, '_')}.json`,
  rescuedFailed: 'The server could not be asked for them. Try it again.',
  lastSeen: 'last seen',
  registered: 'since',
  noDevices: 'No device has signed in yet.',
  theme: 'Theme',
  themes: { auto: 'As the system', light: 'Light', dark: 'Dark' },
  density: 'Density',
  densities: { comfortable: 'Comfortable', compact: 'Compact' },
  local: 'Kept on this device only.',
  shortcutsLead: 'These work right now. Press ? in any room for its own.',
  deviceName: 'Name of the device',
  onInvoices: 'On invoices',
  editInvoices: 'Edit what stands on invoices',
  onInvoicesLead: 'Your company as it stands on invoices, and where they are paid. Issued invoices keep what they said.',
  organisationLead: 'What stands on every document, and what new amounts and times start with.'
} as const

/** Labels of the fields in settings. */
export const settingsFieldWords = {
  name: 'Name',
  email: 'E-mail',
  emailHint: 'What they sign in with',
  role: 'Role',
  teams: 'Teams',
  clients: 'Clients they may see',
  clientsHint: 'Nothing chosen: every client. The server sends no others to their devices.',
  skills: 'Skills',
  timeZone: 'Time zone',
  description: 'What it is for',
  lead: 'Led by',
  record: 'Kind of record',
  label: 'Label',
  kind: 'Kind of value',
  options: 'Options',
  optionsHint: 'For a choice: one after the other',
  help: 'Help for whoever fills it in',
  currency: 'Currency',
  currencyHint: 'Three letters, such as EUR',
  language: 'Language of documents',
  languageHint: 'A client can have its own',
  usualGroup: 'Where no contract or client says otherwise',
  usualPrices: 'Usual prices',
  usualPromise: 'Usual promise',
  usualCalendar: 'Usual hours',
  usualTax: 'Usual tax',
  taxRounding: 'Tax is rounded',
  taxRoundings: { document: 'Once per document and rate', line: 'On each line' },
  depositTax: 'Deposits are taken off',
  depositTaxHint:
    'With their tax: the whole invoice is taxed and what was paid lowers what is to be paid, as EN 16931 has it (BT-113). Without: as a line that lowers what is taxed.',
  depositTaxes: { gross: 'With their tax, from what is to be paid', net: 'Without their tax, from what is taxed' }
} as const

/** Labels of the provider's own data on invoices. */
export const sellerFieldWords = {
  legalName: 'Legal name',
  legalNameHint: 'Where it differs from the name above',
  street: 'Street',
  postcode: 'Postcode',
  city: 'City',
  country: 'Country',
  countryHint: 'Two letters, such as DE',
  vatId: 'VAT number',
  taxNumber: 'Local tax number',
  taxNumberHint: 'Where there is no VAT number',
  registration: 'Trade register',
  billingContact: 'Who answers questions',
  billingEmail: 'E-mail',
  billingPhone: 'Phone',
  bankName: 'Bank',
  iban: 'IBAN',
  bic: 'BIC',
  paymentDays: 'Days to pay',
  documentNote: 'Last words on every invoice',
  taxGroup: 'Tax and register',
  contactGroup: 'Contact',
  paymentGroup: 'Payment'
} as const

/** Kinds of record that take custom fields. */
export const customEntityWords = {
  ticket: 'Ticket',
  client: 'Client',
  site: 'Site',
  contact: 'Person at a client',
  asset: 'Asset',
  contract: 'Contract'
} as const

/** Why a password was not given, by what the server or the network said. */
export const passwordProblems: Readonly<Record<string, string>> = {
  unreachable: 'The server can’t be reached. A password needs the network: try again when it is back.',
  forbidden: 'Only an administrator gives passwords.',
  'not-found': 'The server doesn’t know this person yet. Wait until everything is synced, then try again.',
  busy: 'Too many attempts. Wait a minute, then try again.',
  'signed-out': 'You were signed out. Sign in again first.'
}
