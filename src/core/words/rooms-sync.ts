// Words of the sync room.

/** Words of the sync room. */
export const syncWords = {
  title: 'Sync',
  syncNow: 'Sync now',
  states: {
    starting: 'Opening what is kept on this device…',
    'signed-out': 'Signed out: what you do is kept here and sent after you sign in.',
    offline: 'Offline: everything is saved on this device and sent when the server can be reached again.',
    syncing: 'Exchanging changes with the server.',
    'up-to-date': 'Everything here is on the server, and everything there is here.',
    'needs-you': 'Some of what you did needs a decision from you.'
  },
  lastExchange: 'Last exchange',
  never: 'Not yet',
  waitingCount: 'Waiting to be sent',
  refusedCount: 'Refused',
  conflictCount: 'Conflicts',
  storage: 'Kept on this device',
  storageOf: (quota: string) => `of ${quota}`,
  storageUnknown: 'Not known here',
  problem: 'Seen by the engine',
  journal: {
    main: 'A second copy of unsent work is kept beside the database.',
    browser: 'A second copy of unsent work is kept in this browser’s private files. Clearing the site’s data removes both.',
    none: 'This browser keeps no private files here, so there is one copy of unsent work: its database.'
  },
  recovered: (count: number) => `${count.toLocaleString('en')} brought back from the journal at the last start`,
  damage: {
    store: 'The database of this device was lost. What is on the server comes again; what you had typed and not yet saved may be missing.',
    rows: 'Part of the database of this device was damaged or older than it should be. Everything comes again from the server.'
  },
  damaged: (commands: number) =>
    commands === 0
      ? 'No unsent work was missing.'
      : `${commands.toLocaleString('en')} ${commands === 1 ? 'command' : 'commands'} that had not been sent came back from the journal.`,
  damageTitle: 'Recovered',
  damageRead: 'I have read this',
  journalDamage: (places: number) =>
    `${places.toLocaleString('en')} ${places === 1 ? 'place' : 'places'} of the journal could not be read. What the database holds was written there again.`,
  device: 'This device',
  startOver: 'Fetch everything anew',
  startOverHint:
    'For when something here looks wrong. What waits to be sent stays, and all records stay usable until the new ones are here.',
  startedOver: 'Everything is fetched from the server anew',
  signInAgain: 'Sign in again',
  signInAgainHint: 'For when the server says that you are signed out. What waits to be sent stays here and goes out afterwards.',
  deviceId: 'Number of this device, for support',
  waiting: 'Waiting, in the order in which it is sent',
  nothingWaiting: 'Nothing waits: all you did has reached the server.',
  refusals: 'Refused by the server',
  refusalsLead: 'What you typed is kept. Change it and try again, or put it away.',
  parked: 'Set aside until what it refers to is known',
  follows: (count: number) => (count === 1 ? 'and 1 that followed from it' : `and ${count.toLocaleString('en')} that followed from it`),
  retry: 'Try again',
  edit: 'Change and try again',
  editTitle: (command: string) => `Change: ${command}`,
  dismiss: 'Put away',
  dismissAll: 'Put away all of these',
  dismissHint: 'What it had changed here is taken back.',
  typed: 'What you had typed',
  open: 'Open',
  retried: 'Sent again',
  dismissed: 'Put away',
  badJson: 'Expected the same form as before: names and values in JSON',
  conflicts: 'Changed in two places',
  conflictsLead: 'Two people changed the same field from the same value. One value stands; you can choose the other.',
  conflictTitle: (record: string, field: string) => `${record}: ${field}`,
  standing: 'Stands now',
  other: 'The other value',
  before: 'Before',
  keep: 'Keep this one',
  take: 'Take this one',
  settled: 'Conflict settled',
  keepAll: (count: number) => `Keep all ${count.toLocaleString('en')} that stand`,
  takeAll: (count: number) => `Take all ${count.toLocaleString('en')} other values`,
  settledAll: (count: number) => `${count.toLocaleString('en')} conflicts settled`,
  moreConflicts: (count: number) => `And ${count.toLocaleString('en')} more, shown when these are settled.`,
  by: (who: string) => `changed by ${who}`,
  noConflicts: 'No field was changed in two places.',
  verify: 'Verify',
  verifyNow: 'Compute checksums',
  verifyLead:
    'Computes one checksum per kind of record over what is kept here. The same sums computed on the server prove that nothing differs.',
  verifying: 'Computing…',
  entity: 'Kind of record',
  rows: 'Rows',
  hash: 'Checksum (SHA-256)',
  copy: 'Copy as text',
  copied: 'Copied',
  moreWaiting: (count: number) => `${count.toLocaleString('en')} more wait behind these`
} as const
