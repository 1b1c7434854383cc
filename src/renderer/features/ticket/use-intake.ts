// Files that come into the composer: dropped, pasted or chosen. They are held in its draft until the reply is sent.

import { type ClipboardEvent, type DragEvent, useMemo } from 'react'
import { useStore } from '#renderer/live/store-context.tsx'
import { platform } from '#renderer/platform/current-platform.ts'
import { useLatest } from '#renderer/ui/use-latest.ts'
import { filesOf, type HeldFile, takeFiles } from './file-intake.ts'

/** What the composer needs of it. */
export interface Intake {
  /** For the element that takes drops and pastes. */
  readonly zone: {
    readonly onDragOver: (event: DragEvent) => void
    readonly onDrop: (event: DragEvent) => void
    readonly onPaste: (event: ClipboardEvent) => void
  }
  readonly choose: () => void
  readonly release: (file: HeldFile) => void
}

export function useIntake(ticketId: string, held: readonly HeldFile[], onHeld: (files: readonly HeldFile[]) => void): Intake {
  const client = useStore()
  const latest = useLatest({ held, onHeld })
  return useMemo(() => {
    const take = async (files: readonly File[]): Promise<void> => {
      const taken = await takeFiles(client, ticketId, files)
      const { held, onHeld } = latest.current
      const fresh = taken.filter(({ sha256 }) => !held.some((file) => file.sha256 === sha256))
      if (fresh.length > 0) onHeld([...held, ...fresh])
    }
    const taking = (event: DragEvent | ClipboardEvent, data: DataTransfer | null): void => {
      const files = filesOf(data)
      if (files.length === 0) return
      event.preventDefault()
      void take(files)
    }
    return {
      zone: {
        onDragOver: (event) => event.preventDefault(),
        onDrop: (event) => taking(event, event.dataTransfer),
        onPaste: (event) => taking(event, event.clipboardData)
      },
      choose: () => void platform.openFiles([], true).then(take),
      release: (file) => {
        const { held, onHeld } = latest.current
        onHeld(held.filter(({ sha256 }) => sha256 !== file.sha256))
        void client.request('forgetFile', { ticketId, sha256: file.sha256 }).catch(() => undefined)
      }
    }
  }, [client, ticketId, latest])
}
