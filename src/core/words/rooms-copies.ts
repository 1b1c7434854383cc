// Words of the sync room's part about copies of the profile.

/** Words about copies. */
export const copyWords = {
  title: 'Copies',
  lead: 'Copies of what this device holds. Whoever has such a file can read it, unless it is locked with a passphrase.',
  backup: 'Back up…',
  backupNote: 'One file with rows, unsent work, drafts and unsent files, for this program.',
  restore: 'Restore a backup…',
  restoreNote: 'Brings back unsent work, drafts and files that are not here, and rows where there are none yet.',
  openFiles: 'Export everything…',
  openFilesNote: 'JSON and CSV of every kind of record, in one archive, for any program.',
  making: { backup: 'Backup', 'open-files': 'Open files' },
  restoring: 'Restore',
  cancel: 'Cancel',
  cancelled: 'Nothing was kept',
  saved: 'Copy saved',
  leftOut: (count: number) =>
    `${count.toLocaleString('en')} ${count === 1 ? 'file' : 'files'} could not be read on this device and ${count === 1 ? 'is' : 'are'} not in the copy.`,
  leftOutTitle: 'The copy is not complete',
  backupTitle: 'Back up this device',
  filesNote:
    'Files that have not reached the server lie on this device alone: the journal keeps what you said about them, not their bytes. They are always in the backup.',
  cachedFiles: 'Also take the files that are kept here and that the server has',
  passphrase: 'Passphrase',
  passphraseHint: (shortest: number) =>
    `Optional, at least ${shortest} characters. Locked with it, the backup opens with it alone: nobody can recover it.`,
  passphraseAgain: 'Passphrase once more',
  passphraseShort: (shortest: number) => `The passphrase: expected at least ${shortest} characters, or none.`,
  passphraseDiffers: 'The two passphrases differ.',
  begin: 'Back up',
  unlockTitle: 'This backup is locked',
  unlockLead: 'Give the passphrase that was chosen when it was made.',
  unlock: 'Restore',
  wrongPassphrase: 'This is not the passphrase of this backup.',
  failedTitle: 'No copy was made',
  restoredTitle: 'Nothing was brought back',
  unreadable: (place: string) => `The file is not a whole backup (${place}). Nothing of it was used.`,
  otherPerson: 'The backup belongs to another person. Nothing of it was used.',
  restored: (commands: number, drafts: number, pages: number, files: number) => {
    if (commands + drafts + pages + files === 0) return 'Nothing was missing: all that the backup holds is here already'
    const parts = [
      ...(commands > 0 ? [`${commands.toLocaleString('en')} unsent ${commands === 1 ? 'command' : 'commands'}`] : []),
      ...(drafts > 0 ? [`${drafts.toLocaleString('en')} ${drafts === 1 ? 'draft' : 'drafts'}`] : []),
      ...(pages > 0 ? ['all rows'] : []),
      ...(files > 0 ? [`${files.toLocaleString('en')} ${files === 1 ? 'file' : 'files'}`] : [])
    ]
    return `Brought back: ${parts.join(', ')}`
  },
  filesLeftTitle: 'Not all files came back',
  filesLeft: (count: number) =>
    `There is no room here for ${count.toLocaleString('en')} ${count === 1 ? 'file' : 'files'}. Keep the backup, make room and restore it once more.`,
  /** Names of the files, without the date's hour: one a day is plenty. */
  fileName: { backup: (day: string) => `fixpoint-${day}.backup`, 'open-files': (day: string) => `fixpoint-${day}.zip` }
} as const
