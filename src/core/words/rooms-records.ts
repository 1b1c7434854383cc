// Words that every room with records shares: forms, histories, states.

/** Words of forms. */
export const formWords = {
  save: 'Save',
  saving: 'Saving…',
  cancel: 'Cancel',
  draftKept: 'This is where you left off.',
  startAfresh: 'Start afresh',
  notSaved: 'Not saved',
  expectedNumber: 'Expected a number such as 12',
  expectedMoney: 'Expected an amount such as 1250.00',
  expectedPercent: 'Expected a percentage such as 19 or 7.5',
  expectedFactor: 'Expected a factor such as 1 or 1.5',
  expectedMinutes: 'Expected a time such as 45, 1:30 or 8 h',
  required: 'This is needed',
  yes: 'Yes',
  no: 'No',
  saveHint: 'saves',
  noLines: 'None.',
  removeLine: (what: string) => (what === '' ? 'Remove' : `Remove ${what}`),
  everyClient: 'Every client',
  notSet: 'Not set',
  entries: (count: number) => `${count.toLocaleString('en')} entries`,
  customGroup: 'More fields',
  expectedDecimal: 'Expected a number such as 12 or 7.5'
} as const

/** Words of histories. */
export const historyWords = {
  empty: 'No change is on record.',
  by: (who: string) => `by ${who}`,
  someone: 'somebody',
  record: 'another record',
  /** Long lists are kept without their values: where both say the same, only that they changed is said. */
  changed: (field: string, from: string, to: string) => (from === to ? `${field} changed` : `${field}: ${from} → ${to}`),
  more: (count: number) => `${count.toLocaleString('en')} more`,
  showMore: 'Show earlier'
} as const
