// Why nothing could be saved on this device, in words: what happened, what was kept, what to do. Keyed by the store's type of error.

/** Words for a change that did not reach this device's own storage. */
export const notSavedWords = {
  title: 'Not saved',
  'storage-full': 'There is no room left on this device. What you typed is still here; make room and try again.',
  'journal-missing':
    'Fixpoint can’t write its journal just now. What you typed is still here; try again in a moment, or open the window anew.',
  'signed-out': 'You are signed out. What you typed is still here; sign in and try again.',
  closed: 'This window has lost its desk. Reload it; what you typed is kept as a draft.',
  other: 'Something went wrong while saving on this device. What you typed is still here; try again, and see Sync if it goes on.'
} as const

/** The sentence for an error's type; an unknown one gets the general sentence. */
export function notSavedSentence(type: string): string {
  const known = Object.entries(notSavedWords).find(([name]) => name === type && name !== 'title')
  return known ? known[1] : notSavedWords.other
}
