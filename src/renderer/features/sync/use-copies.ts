// Makes and restores copies of the profile: asks the store step by step, so that there is progress and a way to stop, and hands the file to
// the platform.

import { useEffect, useRef, useState } from 'react'
import { copyWords as words } from '#core/words/rooms-copies.ts'
import { useStore } from '#renderer/live/store-context.tsx'
import { platform } from '#renderer/platform/current-platform.ts'
import { showDone, showProblem } from '#renderer/ui/undo-toast.tsx'
import type { CopyProgress, RestoreAnswer } from '#store/contract.ts'

/** What a person wants copied. */
export type WantedCopy =
  | { readonly kind: 'open-files' }
  | { readonly kind: 'backup'; readonly cachedFiles: boolean; readonly passphrase?: string }

export type CopyKind = WantedCopy['kind']

interface Making {
  readonly kind: CopyKind
  readonly done: number
  readonly total: number
}

export interface CopyActions {
  /** What is being made now; null: nothing. */
  readonly making: Making | null
  readonly restoring: boolean
  /** A backup that waits for its passphrase, and whether one was wrong. */
  readonly locked: { readonly wrong: boolean } | null
  make(wanted: WantedCopy): Promise<void>
  restore(): Promise<void>
  unlock(passphrase: string): Promise<void>
  /** The locked backup is left alone. */
  leaveLocked(): void
  cancel(): void
}

export function useCopies(): CopyActions {
  const client = useStore()
  const [making, setMaking] = useState<Making | null>(null)
  const wanted = useRef(false)
  // Whoever leaves the room gives the copy up.
  useEffect(() => () => void (wanted.current = false), [])
  const copyOf = async (copy: WantedCopy): Promise<CopyProgress | null> => {
    const { job } = await client.request('beginCopy', copy)
    try {
      while (wanted.current) {
        const progress = await client.request('copyStep', { job })
        setMaking({ kind: copy.kind, done: progress.done, total: progress.total })
        if (progress.file) return progress
      }
      return null
    } finally {
      await client.request('endCopy', { job })
    }
  }
  const make = async (copy: WantedCopy): Promise<void> => {
    wanted.current = true
    setMaking({ kind: copy.kind, done: 0, total: 1 })
    try {
      const made = await copyOf(copy)
      if (!made?.file) showDone(words.cancelled)
      else if (await platform.saveFile(words.fileName[copy.kind](today()), made.file)) tellSaved(made.leftOut)
    } catch (error) {
      showProblem(words.failedTitle, error instanceof Error ? error.message : String(error))
    } finally {
      setMaking(null)
    }
  }
  return { making, make, cancel: () => void (wanted.current = false), ...useRestoring() }
}

/** A copy that lacks something is a copy all the same, and is not said to be whole. */
function tellSaved(leftOut: number): void {
  showDone(words.saved)
  if (leftOut > 0) showProblem(words.leftOutTitle, words.leftOut(leftOut))
}

function useRestoring(): Pick<CopyActions, 'restoring' | 'locked' | 'restore' | 'unlock' | 'leaveLocked'> {
  const client = useStore()
  const [restoring, setRestoring] = useState(false)
  const [locked, setLocked] = useState<{ readonly file: Blob; readonly wrong: boolean } | null>(null)
  const bringBack = async (file: Blob, passphrase?: string): Promise<void> => {
    setRestoring(true)
    try {
      const answer = await client.request('restoreCopy', { file, ...(passphrase === undefined ? {} : { passphrase }) })
      const isLocked = !answer.ok && (answer.problem === 'needs-passphrase' || answer.problem === 'wrong-passphrase')
      setLocked(isLocked ? { file, wrong: answer.problem === 'wrong-passphrase' } : null)
      if (!isLocked) tellRestored(answer)
    } catch (error) {
      showProblem(words.restoredTitle, error instanceof Error ? error.message : String(error))
    } finally {
      setRestoring(false)
    }
  }
  return {
    restoring,
    locked,
    async restore() {
      const [file] = await platform.openFiles(['.backup'], false)
      if (file) await bringBack(file)
    },
    unlock: async (passphrase) => (locked ? bringBack(locked.file, passphrase) : undefined),
    leaveLocked: () => setLocked(null)
  }
}

function tellRestored(answer: RestoreAnswer): void {
  if (!answer.ok)
    return showProblem(words.restoredTitle, answer.problem === 'other-person' ? words.otherPerson : words.unreadable(answer.place ?? ''))
  showDone(words.restored(answer.commands, answer.drafts, answer.pages, answer.files))
  if (answer.filesLeft > 0) showProblem(words.filesLeftTitle, words.filesLeft(answer.filesLeft))
}

function today(): string {
  return new Date().toISOString().slice(0, 10)
}
