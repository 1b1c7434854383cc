// Words that the desktop's shell says itself, before any window is there.

/** Words of the shell. */
export const shellWords = {
  noRoomTitle: 'Fixpoint needs room on the disk',
  noRoom: 'Less than 24 MB are free. Nothing was opened, so nothing is lost. Make some room and start Fixpoint again.'
} as const
