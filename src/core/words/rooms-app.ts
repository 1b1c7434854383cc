// Words of the window around the rooms: sign-in, sidebar, sync state, palette, shortcuts, accounts, timers.

/** Words of the window around the rooms. */
export const appWords = {
  name: 'Fixpoint',
  skip: 'Skip to content',
  sidebar: 'Account, rooms and sync',
  tools: 'Search, timers and new ticket',
  rooms: 'Rooms',
  tickets: 'Tickets',
  clients: 'Clients',
  assets: 'Assets',
  contracts: 'Contracts',
  parts: 'Parts',
  billing: 'Billing',
  sync: 'Sync',
  settings: 'Settings',
  import: 'Import',
  find: 'Find or do…',
  newTicket: 'New ticket',
  roomBroke: (room: string) => `${room} stopped working`,
  starting: 'Opening your desk…',
  deskClosed: 'Your desk could not be opened',
  notFound: 'There is nothing at this address',
  notFoundHint: 'The link may be old, or the record may belong to a client you can’t see.',
  goToTickets: 'Go to tickets'
} as const

/** Words of the sync state that is always in sight. */
export const syncBadgeWords = {
  starting: 'Starting…',
  'signed-out': 'Signed out',
  offline: 'Offline',
  syncing: 'Syncing',
  'up-to-date': 'Up to date',
  'needs-you': 'Needs you',
  waiting: (count: number) => `${count.toLocaleString('en')} waiting`,
  needsYou: (count: number) => `Needs you: ${count.toLocaleString('en')}`,
  label: (words: string) => `Sync: ${words}. Open Sync`,
  progress: (done: number, total: number | null) =>
    total === null ? done.toLocaleString('en') : `${done.toLocaleString('en')} of ${total.toLocaleString('en')}`
} as const

/** Words of the sign-in screen and the account switcher. */
export const signInWords = {
  title: 'Sign in to your desk',
  lead: 'Everything you open is kept on this device, so it goes on working without a network.',
  lockedOut: 'Locked-out account',
  server: 'Server',
  serverHint: 'The address of your organisation’s Fixpoint server',
  email: 'E-mail',
  password: 'Password',
  signIn: 'Sign in',
  sampleTitle: 'Try it as one of the sample people',
  sampleLead: 'This server holds a made-up company. One click signs you in.',
  signedOut: 'You were signed out. What you saved on this device is still here; sign in to send it.',
  unreachable: 'The server can’t be reached at this address. Check the address and your network, then try again.',
  wrongCredentials: 'This e-mail and password don’t belong together.',
  tooMany: 'Too many attempts. Wait a minute, then try again.',
  refused: 'The server refused to sign you in.',
  otherPerson: 'This profile belongs to somebody else. Choose “Another account” to sign in with your own.',
  notFixpoint: 'Something answers at this address, but it is no Fixpoint server. A sign-in page of the network may stand in between.',
  serverError: 'The server has a problem of its own. Try again in a moment.',
  revoked: 'You were locked out by an administrator.',
  deviceRevoked: 'This device was locked out, and everything on it was deleted. Sign in once more to begin anew as a new device.',
  tooOld: 'This version of Fixpoint is too old for the server. Please update.',
  badServer: 'Expected an address such as https://desk.example.com',
  known: 'Accounts on this device',
  another: 'Another account…',
  newWindow: 'New window',
  signOut: 'Sign out',
  clientsOnly: (count: number) => (count === 1 ? '1 client' : `${String(count)} clients`)
} as const

/** Words of the palette and the shortcut sheet. */
export const paletteWords = {
  title: 'Find or do',
  placeholder: 'A ticket, client, asset, contract or command…',
  goTo: 'Go to',
  commands: 'Commands',
  records: 'Found',
  thisRoom: 'In this room',
  nothing: 'Nothing found. Try fewer letters, or a ticket’s number.',
  shortcuts: 'Keyboard shortcuts',
  everywhere: 'Everywhere',
  openPalette: 'Find or do anything',
  showShortcuts: 'Show the shortcuts of this room',
  undo: 'Take back the last change',
  switchScheme: 'Switch between light and dark',
  switchDensity: 'Switch between comfortable and compact',
  syncNow: 'Sync now',
  ticket: 'Ticket',
  client: 'Client',
  asset: 'Asset',
  part: 'Part',
  invoice: 'Document',
  contract: 'Contract',
  settingsPart: (part: string) => `Settings: ${part}`
} as const

/** Words of the timers strip. */
export const timerWords = {
  strip: 'Running timers',
  pause: (ticket: string) => `Pause the timer of ${ticket}`,
  resume: (ticket: string) => `Go on with the timer of ${ticket}`,
  stop: (ticket: string) => `Stop the timer of ${ticket} and log the time`,
  stopped: 'Time logged',
  more: (count: number) => `+${String(count)}`,
  moreLabel: (count: number) => (count === 1 ? '1 more timer' : `${String(count)} more timers`),
  askTitle: (ticket: string) => `Stop the timer of ${ticket}`,
  askText: (counted: string, since: string) => `It counted ${counted}, since ${since}. Was all of it work?`,
  askMinutes: 'How long did the work take?',
  askHint: 'Such as 45 or 1:30',
  badMinutes: 'Expected minutes such as 45, or hours and minutes such as 1:30',
  log: 'Log this time',
  loggedFor: (time: string) => `${time} logged`,
  keepRunning: 'Keep it running',
  discard: 'Discard the timer',
  discarded: 'Timer discarded'
} as const

/** Words after an action: what became of it. */
export const actWords = {
  undone: (what: string) => (what === '' ? 'Taken back' : `Taken back: ${what}`),
  nothingToUndo: 'Nothing to take back',
  notDone: 'Not done',
  someRefused: (refused: number, all: number) => `${String(refused)} of ${String(all)} not done`
} as const
