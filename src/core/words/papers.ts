// Words of the view from which documents are printed, and of having a report signed. What stands on the paper itself is in paper-words.

/** Words of the view around a paper. */
export const printWords = {
  tools: 'Print',
  paper: 'Paper',
  print: 'Save as PDF or print',
  back: 'Back',
  saved: (name: string) => `${name} saved`,
  failed: 'The PDF could not be made',
  missing: 'This document isn’t here',
  missingText: 'It may belong to a client you can’t see, or the link is old.',
  notIssued: 'Nothing to print yet',
  notIssuedText: 'An invoice can be printed when it is issued and the server has given it its number.'
} as const

/** Words of having a report signed. */
export const signWords = {
  title: 'Have the report signed',
  text: 'What is signed stays exactly as it is shown, whatever changes on the ticket later.',
  name: 'Name of who signs',
  nameNeeded: 'Whoever signs gives a name.',
  pad: 'Signature',
  padHint: 'Draw with finger, pen or mouse. Without a drawing the typed name signs.',
  strokes: (count: number) => (count === 0 ? 'Signature: nothing drawn' : `Signature: ${String(count)} strokes drawn`),
  clear: 'Clear',
  sign: 'Sign',
  cancel: 'Cancel',
  signed: 'Report signed'
} as const
