// Words of files on tickets: the strip, what is held for the next reply, how each stands, and what can go wrong.

/** Words of files. */
export const fileWords = {
  files: 'Files',
  add: 'Add files',
  addHint: 'Drop files here, or paste a picture',
  held: 'Files for this reply',
  hold: 'Attach files to this reply',
  release: (name: string) => `Leave ${name} out`,
  attached: (count: number, name: string) => (count === 1 ? `${name} attached` : `${count} files attached`),
  archived: (name: string) => `${name} taken off`,
  open: (name: string) => `Open ${name}`,
  save: (name: string) => `Save ${name}`,
  remove: (name: string) => `Take ${name} off the ticket`,
  retry: (name: string) => `Try ${name} again`,
  pin: 'Keep on this device',
  pinned: 'Kept on this device',
  pinnedByClient: 'Kept with the client’s files',
  by: (person: string) => `from ${person}`,
  askOpen: (name: string) => `Open “${name}” in another program?`,
  askOpenHint: 'Files are never shown inside Fixpoint, because a file can carry harm. Open it only when you expected it.',
  openNow: 'Open outside',
  notOpened: 'The file was not opened',
  isProgram: 'It is a program. Save it if you need it; Fixpoint starts no programs.',
  notTaken: (name: string) => `${name} was not taken`,
  notFetched: (name: string) => `${name} can’t be opened now`,
  progress: (name: string, percent: number) => `${name}: ${percent} %`
} as const

/** How a file stands. */
export const fileStateWords = {
  here: 'On this device',
  waiting: 'Waits to be sent',
  sending: 'Is being sent',
  elsewhere: 'On the server',
  fetching: 'Is being fetched',
  failed: 'Not through yet'
} as const

const problems: Readonly<Record<string, string>> = {
  unreachable: 'The server can’t be reached. It goes on by itself.',
  garbage: 'Something other than the Fixpoint server answered. It is tried again.',
  busy: 'The server asked for a pause. It goes on by itself.',
  'server-error': 'The server has a problem of its own. It is tried again.',
  'signed-out': 'Sign in again to send and fetch files.',
  'not-uploaded': 'The device that added it has not sent it yet.',
  'not-found': 'The server shows this file to you no more.',
  'storage-full': 'There is no room for it. Nothing was given up for it; make room and try again.',
  'too-large': 'It is larger than 100 MB.',
  unreadable: 'It could not be read. Was it changed or moved just now?',
  damaged: 'What is kept of it is damaged.',
  'organisation-quota': 'Your organisation has no room left for files. It stays on this device until there is.',
  'device-quota': 'This device has sent as much as it may in one day. It goes on tomorrow.',
  'hash-mismatch': 'The server received other bytes than were meant.',
  'files-unavailable': 'This device can’t keep files now.'
}

/** One sentence for a problem with a file; a quota's with the server's figures, which stand behind a colon. */
export function fileProblemSentence(problem: string): string {
  const [type = '', figures] = problem.split(': ', 2)
  const sentence = problems[type] ?? 'It did not work. It is tried again.'
  return figures === undefined
    ? sentence
    : `${sentence} (${figures.replaceAll(/(\d{4,})( bytes)?/g, (_, bytes: string) => fileSizeWords(Number(bytes)))})`
}

const units = ['bytes', 'KB', 'MB', 'GB'] as const

/** A size as people read it: `320 KB`. @param bytes count of bytes */
export function fileSizeWords(bytes: number): string {
  const power = Math.min(units.length - 1, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3))
  const value = bytes / 1000 ** power
  return `${value.toLocaleString('en', { maximumFractionDigits: value < 10 && power > 0 ? 1 : 0 })} ${units[power] ?? ''}`
}
