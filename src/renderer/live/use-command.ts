// Commands from a component. A refusal is a value with its reason, never an exception: the caller keeps what was typed.

import { useMemo } from 'react'
import type { RunResult } from '#store/contract.ts'
import { useStore } from './store-context.tsx'

/** What a room can do to the records. The functions keep their identity. */
export interface Commands {
  readonly run: (name: string, input: unknown) => Promise<RunResult>
  /** Each call has its own result, in order. */
  readonly runMany: (calls: readonly { readonly name: string; readonly input: unknown }[]) => Promise<readonly RunResult[]>
  /** Takes commands of this device back, the last first. */
  readonly undo: (commandIds: readonly string[]) => Promise<readonly RunResult[]>
  readonly retry: (commandId: string, input?: unknown) => Promise<RunResult>
  readonly dismiss: (commandId: string) => Promise<void>
  readonly syncNow: () => Promise<void>
  /** Fetches everything from the server anew. */
  readonly startOver: () => Promise<void>
}

/** The commands of this window's store. */
export function useCommand(): Commands {
  const client = useStore()
  return useMemo(
    () => ({
      run: (name, input) => client.request('run', { name, input }),
      runMany: (calls) => client.request('runMany', { calls: [...calls] }),
      undo: (commandIds) => client.request('undo', { commandIds: [...commandIds] }),
      retry: (commandId, input) => client.request('retry', input === undefined ? { commandId } : { commandId, input }),
      dismiss: async (commandId) => void (await client.request('dismiss', { commandId })),
      syncNow: async () => void (await client.request('syncNow', {})),
      startOver: async () => void (await client.request('startOver', {}))
    }),
    [client]
  )
}
