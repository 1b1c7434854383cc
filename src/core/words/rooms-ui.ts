// Words of the design system's own parts, which know no room.

/** Words that controls, lists and states share. */
export const uiWords = {
  tryAgain: 'Try again',
  undo: 'Undo',
  undone: 'Taken back',
  close: 'Close',
  cancel: 'Cancel',
  save: 'Save',
  edit: 'Edit',
  clear: 'Clear',
  none: 'None',
  empty: 'Not set',
  loading: 'Loading…',
  somethingBroke: 'This part stopped working',
  kept: 'Nothing you saved is lost. What you were typing is kept as a draft.',
  offlineTitle: 'Offline',
  offline: 'You can go on: everything is saved on this device and sent when the server can be reached again.',
  selected: (count: number) => `${String(count)} selected`,
  rows: (count: number) => (count === 1 ? '1 row' : `${count.toLocaleString('en')} rows`),
  unconfirmed: 'Saved here, not yet confirmed by the server',
  sortBy: (column: string) => `Sort by ${column}`,
  selectRow: 'Select',
  selectAll: 'Select all rows',
  noMatch: 'Nothing found',
  typeToSearch: 'Type to search',
  pane: 'Reading pane',
  paneWidth: 'Width of the list',
  editField: (label: string, value: string) => `${label}: ${value}. Edit`
} as const
