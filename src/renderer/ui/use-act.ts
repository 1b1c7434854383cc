// Runs commands from a room: says what was done, offers to take it back, remembers it for Ctrl/Cmd+Z. A refusal comes back as its
// sentence, and so does a failure of this device's own storage: whoever asked keeps what was typed.

import { useMemo } from 'react'
import { notSavedSentence, notSavedWords } from '#core/words/not-saved.ts'
import { actWords } from '#core/words/rooms-app.ts'
import { type Commands, useCommand } from '#renderer/live/use-command.ts'
import { refusalSentence } from '#core/words/refusals.ts'
import { StoreError } from '#store/client.ts'
import type { RunResult } from '#store/contract.ts'
import { showDone, showProblem, type ToastAction } from './undo-toast.tsx'

export interface ActCall {
  readonly name: string
  readonly input: unknown
}

export interface ActOptions {
  /** What was done, for the toast and for undo; left out: quiet (the screen itself shows it), yet Ctrl/Cmd+Z takes it back. */
  readonly done?: string
  /** Offered beside undo, such as opening what was made. */
  readonly more?: { readonly label: string; readonly run: (commandIds: readonly string[]) => void }
  /** Hears the ids of the commands that were saved, in order. */
  readonly saved?: (commandIds: readonly string[]) => void
  /** A refusal is shown where it happened, not as a toast. */
  readonly quietRefusal?: boolean
  /** Hears the first refusal, for forms that say it at its field. */
  readonly refused?: (refusal: Refused['refusal']) => void
}

type Refused = Extract<RunResult, { readonly ok: false }>

/** Answers null when everything was done, else the sentence that says why not. */
export type Act = (calls: ActCall | readonly ActCall[], options?: ActOptions) => Promise<string | null>

interface Undoable {
  readonly commandIds: readonly string[]
  readonly what: string
  /** Takes the toast away that offers to undo it. */
  hide: () => void
}

const undoDepth = 50
const undoable: Undoable[] = []

/** The one way in which rooms change records. */
export function useAct(): Act {
  const commands = useCommand()
  return useMemo(
    () =>
      (calls, options = {}) =>
        act(commands, Array.isArray(calls) ? calls : [calls as ActCall], options),
    [commands]
  )
}

/** Takes back the newest thing done in this window. */
export function useUndoLast(): () => void {
  const commands = useCommand()
  return useMemo(
    () => () => {
      const last = undoable.at(-1)
      if (last === undefined) showDone(actWords.nothingToUndo)
      else void takeBack(commands, last)
    },
    [commands]
  )
}

async function act(commands: Commands, calls: readonly ActCall[], options: ActOptions): Promise<string | null> {
  const [only] = calls
  const results = await orFailure(async () =>
    calls.length === 1 && only !== undefined ? [await commands.run(only.name, only.input)] : await commands.runMany(calls)
  )
  if (typeof results === 'string') return results
  const refused = results.filter((result) => !result.ok)
  const commandIds = results.flatMap((result) => (result.ok && result.canUndo ? [result.commandId] : []))
  options.saved?.(results.flatMap((result) => (result.ok ? [result.commandId] : [])))
  const entry: Undoable = { commandIds, what: options.done ?? '', hide: () => undefined }
  if (commandIds.length > 0) {
    undoable.push(entry)
    undoable.splice(0, undoable.length - undoDepth)
  }
  if (options.done !== undefined && refused.length < results.length)
    entry.hide = showDone(
      options.done,
      commandIds.length > 0 ? () => void takeBack(commands, entry) : undefined,
      actionOf(options, results)
    )
  const [first] = refused
  if (first === undefined) return null
  options.refused?.(first.refusal)
  const reason = refusalSentence(first.refusal)
  if (!options.quietRefusal)
    showProblem(calls.length === 1 ? actWords.notDone : actWords.someRefused(refused.length, results.length), reason)
  return reason
}

/** What `step` answers, or the sentence that says why this device could not save it, which is also shown. */
async function orFailure(step: () => Promise<readonly RunResult[]>): Promise<readonly RunResult[] | string> {
  try {
    return await step()
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    const sentence = notSavedSentence(error.type)
    showProblem(notSavedWords.title, sentence)
    return sentence
  }
}

function actionOf({ more }: ActOptions, results: readonly RunResult[]): ToastAction | undefined {
  if (more === undefined) return undefined
  const commandIds = results.flatMap((result) => (result.ok ? [result.commandId] : []))
  return { label: more.label, run: () => more.run(commandIds) }
}

async function takeBack(commands: Commands, entry: Undoable): Promise<void> {
  const at = undoable.indexOf(entry)
  if (at < 0) return
  undoable.splice(at, 1)
  entry.hide()
  const results = await orFailure(() => commands.undo(entry.commandIds))
  if (typeof results === 'string') return void undoable.push(entry)
  const refused = results.filter((result) => !result.ok)
  const [first] = refused
  if (first === undefined) showDone(actWords.undone(entry.what))
  else showProblem(actWords.notDone, refusalSentence(first.refusal))
}
