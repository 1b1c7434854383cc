// Makes and restores copies of the profile: asks the store step by step, so that there is progress and a way to stop, and hands the file to
// the platform.

import { useEffect, useRef, useState } from 'react'
import { copyWords as words } from '#core/words/rooms-copies.ts'
import { useStore } from '#renderer/live/store-context.tsx'
import { platform } from '#renderer/platform/current-platform.ts'
import { showDone, showProblem } from '#renderer/ui/undo-toast.tsx'

export type CopyKind = 'backup' | 'open-files'

interface Making {
  readonly kind: CopyKind
  readonly done: number
  readonly total: number
}

export interface CopyActions {
  /** What is being made now; null: nothing. */
  readonly making: Making | null
  readonly restoring: boolean
  make(kind: CopyKind): Promise<void>
  restore(): Promise<void>
  cancel(): void
}

export function useCopies(): CopyActions {
  const client = useStore()
  const [making, setMaking] = useState<Making | null>(null)
  const [restoring, setRestoring] = useState(false)
  const wanted = useRef(false)
  // Whoever leaves the room gives the copy up.
  useEffect(() => () => void (wanted.current = false), [])
  const fileOf = async (kind: CopyKind): Promise<Blob | null> => {
    const { job } = await client.request('beginCopy', { kind })
    try {
      while (wanted.current) {
        const { done, total, file } = await client.request('copyStep', { job })
        setMaking({ kind, done, total })
        if (file) return file
      }
      return null
    } finally {
      await client.request('endCopy', { job })
    }
  }
  const make = async (kind: CopyKind): Promise<void> => {
    wanted.current = true
    setMaking({ kind, done: 0, total: 1 })
    try {
      const file = await fileOf(kind)
      if (!file) showDone(words.cancelled)
      else if (await platform.saveFile(words.fileName[kind](today()), file)) showDone(words.saved)
    } catch (error) {
      showProblem(words.failedTitle, error instanceof Error ? error.message : String(error))
    } finally {
      setMaking(null)
    }
  }
  const restore = async (): Promise<void> => {
    const [file] = await platform.openFiles(['.backup'], false)
    if (!file) return
    setRestoring(true)
    try {
      const answer = await client.request('restoreCopy', { file })
      if (answer.ok) showDone(words.restored(answer.commands, answer.drafts, answer.pages))
      else showProblem(words.restoredTitle, answer.problem === 'other-person' ? words.otherPerson : words.unreadable(answer.place ?? ''))
    } catch (error) {
      showProblem(words.restoredTitle, error instanceof Error ? error.message : String(error))
    } finally {
      setRestoring(false)
    }
  }
  return { making, restoring, make, restore, cancel: () => void (wanted.current = false) }
}

function today(): string {
  return new Date().toISOString().slice(0, 10)
}
