// What every inline field shares: closed it shows the value, opened it keeps what is typed until it is saved or given up.
// A refused value stays in the field with its reason; nothing that was typed is dropped.

import { useCallback, useState } from 'react'

/** Saves a value. Answers null when it is saved, else why it wasn't. */
export type Save<Value> = (value: Value) => Promise<string | null>

export interface Editable<Value> {
  readonly open: boolean
  readonly draft: Value
  readonly problem: string | null
  readonly start: () => void
  readonly setDraft: (value: Value) => void
  readonly cancel: () => void
  /** Saves the draft, or the value given. Equal to the current one: just closes. */
  readonly commit: (value?: Value) => void
}

export function useEditable<Value>(value: Value, save: Save<Value>): Editable<Value> {
  const [open, setOpen] = useState(false)
  const [draft, setDraft] = useState(value)
  const [problem, setProblem] = useState<string | null>(null)
  const start = useCallback(() => {
    setDraft(value)
    setProblem(null)
    setOpen(true)
  }, [value])
  const cancel = useCallback(() => {
    setProblem(null)
    setOpen(false)
  }, [])
  const commit = useCallback(
    (chosen: Value = draft) => {
      setDraft(chosen)
      setOpen(false)
      if (JSON.stringify(chosen) === JSON.stringify(value)) return setProblem(null)
      void save(chosen).then((reason) => {
        setProblem(reason)
        if (reason !== null) setOpen(true)
      })
    },
    [draft, value, save]
  )
  return { open, draft, problem, start, setDraft, cancel, commit }
}
