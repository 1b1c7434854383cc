// Words of the design system's own parts, which know no room.

/** Words that controls, lists and states share. */
export const uiWords = {
  tryAgain: 'Try again',
  undo: 'Undo',
  close: 'Close',
  save: 'Save',
  clear: 'Clear',
  empty: 'Not set',
  loading: 'Loading…',
  somethingBroke: 'This part stopped working',
  kept: 'Nothing you saved is lost. What you were typing is kept as a draft.',
  offlineTitle: 'Offline',
  offline: 'You can go on: everything is saved on this device and sent when the server can be reached again.',
  selected: (count: number) => `${String(count)} selected`,
  unconfirmed: 'Saved here, not yet confirmed by the server',
  sortBy: (column: string) => `Sort by ${column}`,
  selectRow: 'Select',
  selectAll: 'Select all rows',
  nextRow: 'Next row',
  previousRow: 'Row before',
  openRow: 'Open the row',
  extendDown: 'Extend the selection down',
  extendUp: 'Extend the selection up',
  noMatch: 'Nothing found',
  why: 'Why?',
  noSteps: 'There are no steps to show.',
  typeToSearch: 'Type to search',
  pane: 'Reading pane',
  paneWidth: 'Width of the list',
  editField: (label: string, value: string) => `${label}: ${value}. Edit`
} as const
