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
  required: 'This is needed',
  yes: 'Yes',
  no: 'No',
  saveHint: 'saves',
  everyClient: 'Every client',
  notSet: 'Not set'
} as const

/** Words of histories. */
export const historyWords = {
  empty: 'Nothing has happened yet.',
  by: (who: string) => `by ${who}`,
  someone: 'somebody',
  changed: (field: string, from: string, to: string) => `${field}: ${from} → ${to}`,
  more: (count: number) => `${count.toLocaleString('en')} more`,
  showMore: 'Show earlier'
} as const
