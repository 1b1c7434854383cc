// Answers the windows' questions. Invariant: nothing reaches a handler unless its sender is the main frame of one of the app's own pages,
// its channel is in the contract and its input parses; whatever goes wrong is an answer, never an exception in a window.

import type { IpcMain, IpcMainInvokeEvent, WebContents } from 'electron'
import type { z } from 'zod'
import { type IpcAnswer, type IpcRefusal, invokeChannel } from '#ipc/bridge.ts'
import { type Channel, type ChannelOutput, contract } from '#ipc/contract.ts'

/** A handler for each channel of the contract; `sender` is the window that asks. */
export type Handlers = {
  readonly [C in Channel]: (input: z.output<(typeof contract)[C]['input']>, sender: WebContents) => Promise<ChannelOutput<C>>
}

export interface SenderRules {
  /** Where the app's pages come from, without a slash at the end. */
  readonly pages: string
  readonly isEngine: (event: IpcMainInvokeEvent) => boolean
}

export function registerChannels(ipcMain: IpcMain, handlers: Handlers, rules: SenderRules): void {
  ipcMain.handle(invokeChannel, async (event, channel: unknown, input: unknown): Promise<IpcAnswer> => {
    if (!isOwnPage(event, rules.pages))
      return refuse({ type: 'forbidden-sender', field: 'sender', expected: "the main frame of the app's own page" })
    if (!isChannel(channel)) return refuse({ type: 'unknown-channel', field: 'channel', expected: 'a channel of the contract' })
    const { from } = contract[channel]
    if (from === 'engine' && !rules.isEngine(event))
      return refuse({ type: 'forbidden-sender', field: 'sender', expected: 'the engine window' })
    return answer(channel, handlers[channel], input, event.sender)
  })
}

function isOwnPage(event: IpcMainInvokeEvent, pages: string): boolean {
  const frame = event.senderFrame
  return frame !== null && frame === event.sender.mainFrame && frame.url.startsWith(`${pages}/`)
}

function isChannel(value: unknown): value is Channel {
  return typeof value === 'string' && Object.hasOwn(contract, value)
}

async function answer(channel: Channel, handler: Handlers[Channel], input: unknown, sender: WebContents): Promise<IpcAnswer> {
  const parsed = contract[channel].input.safeParse(input)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    const field = issue === undefined || issue.path.length === 0 ? 'input' : issue.path.join('.')
    return refuse({ type: 'invalid-input', field, expected: issue?.message ?? 'another input' })
  }
  try {
    // The handler belongs to this channel, and so does the parsed input: TypeScript can't follow the pair through the table.
    const output = await (handler as (input: unknown, sender: WebContents) => Promise<unknown>)(parsed.data, sender)
    return { ok: true, value: contract[channel].output.parse(output) }
  } catch (error) {
    console.error(`${channel} failed:`, error)
    return refuse({ type: 'failed', reason: reasonOf(error) })
  }
}

/** The error's code (ENOSPC, EACCES …) where it has one: texts of errors may hold paths, and those stay here. */
function reasonOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unexpected'
}

function refuse(error: IpcRefusal): IpcAnswer {
  return { ok: false, error }
}
