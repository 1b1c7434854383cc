// Words of the sync room's part about copies of the profile.

/** Words about copies. */
export const copyWords = {
  title: 'Copies',
  lead: 'Copies of what this device holds. Whoever has such a file can read it.',
  backup: 'Back up…',
  backupNote: 'One file with rows, unsent work and drafts, for this program.',
  restore: 'Restore a backup…',
  restoreNote: 'Brings back unsent work and drafts that are not here, and rows where there are none yet.',
  openFiles: 'Export everything…',
  openFilesNote: 'JSON and CSV of every kind of record, in one archive, for any program.',
  making: { backup: 'Backup', 'open-files': 'Open files' },
  restoring: 'Restore',
  cancel: 'Cancel',
  cancelled: 'Nothing was kept',
  saved: 'Copy saved',
  failedTitle: 'No copy was made',
  restoredTitle: 'Nothing was brought back',
  unreadable: (place: string) => `The file is not a whole backup (${place}). Nothing of it was used.`,
  otherPerson: 'The backup belongs to another person. Nothing of it was used.',
  restored: (commands: number, drafts: number, pages: number) => {
    const parts = [
      `${commands.toLocaleString('en')} unsent ${commands === 1 ? 'command' : 'commands'}`,
      `${drafts.toLocaleString('en')} ${drafts === 1 ? 'draft' : 'drafts'}`,
      ...(pages > 0 ? ['all rows'] : [])
    ]
    return `Brought back: ${parts.join(', ')}`
  },
  /** Names of the files, without the date's hour: one a day is plenty. */
  fileName: { backup: (day: string) => `fixpoint-${day}.backup`, 'open-files': (day: string) => `fixpoint-${day}.zip` }
} as const
