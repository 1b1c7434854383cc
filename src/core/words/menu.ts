// Words of the desktop menu. They stand apart from the rooms' words because the main process needs these few and no others.

/** Labels of the application menu. */
export const menuWords = {
  file: 'File',
  view: 'View',
  newTicket: 'New ticket',
  newWindow: 'New window',
  settings: 'Settings…',
  palette: 'Find or do…'
} as const
