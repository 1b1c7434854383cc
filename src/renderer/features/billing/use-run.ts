// A run as a person drives it: it goes on as long as it is asked, so it can be stopped between two steps, and nothing is changed until drafts
// are created. What it computed stays in the worker until the room lets it go.

import { useCallback, useEffect, useRef, useState } from 'react'
import type { RunClient } from '#core/charges/charge-run.ts'
import type { StoreClient } from '#store/client.ts'
import type { Answers } from '#store/contract.ts'
import { useStore } from '#renderer/live/store-context.tsx'

/** What became of one client's drafts. */
export type DraftedClient = Answers['draftRun'][number]

/** Days of a run and the clients it is about; null: all. */
export interface RunQuestion {
  readonly from: string
  readonly through: string
  readonly clientIds: readonly string[] | null
}

/** How far something is that takes its time. `perSecond` 0: not known yet. */
export interface Progress {
  readonly done: number
  readonly total: number
  readonly perSecond: number
}

export type RunState =
  | { readonly phase: 'idle' | 'cancelled' }
  | { readonly phase: 'failed'; readonly reason: string }
  | { readonly phase: 'running' | 'drafting'; readonly progress: Progress }
  | { readonly phase: 'done'; readonly job: number; readonly question: RunQuestion; readonly clients: readonly RunClient[] }

export interface Run {
  readonly state: RunState
  readonly start: (question: RunQuestion) => void
  readonly cancel: () => void
  /** Drafts the documents of these clients, some at a time; answers what became of each. Those that a cancel left out are not among them. */
  readonly draft: (clientIds: readonly string[], lock: boolean) => Promise<readonly DraftedClient[]>
}

const clientsAtOnce = 20

export function useRun(): Run {
  const client = useStore()
  const [state, setState] = useState<RunState>({ phase: 'idle' })
  const going = useRef<symbol | null>(null)
  const job = useRef<number | null>(null)
  const letGo = useCallback(() => {
    going.current = null
    if (job.current !== null) client.request('endRun', { job: job.current }).catch(() => undefined)
    job.current = null
  }, [client])
  useEffect(() => letGo, [letGo])
  const start = useCallback(
    (question: RunQuestion) => {
      letGo()
      const mine = Symbol('run')
      going.current = mine
      const isMine = (): boolean => going.current === mine
      setState({ phase: 'running', progress: { done: 0, total: 0, perSecond: 0 } })
      compute(
        client,
        question,
        (started) => (job.current = started),
        isMine,
        (progress) => setState({ phase: 'running', progress })
      ).then(
        (done) => done !== null && isMine() && setState({ phase: 'done', ...done, question }),
        (error: unknown) => isMine() && setState({ phase: 'failed', reason: error instanceof Error ? error.message : String(error) })
      )
    },
    [client, letGo]
  )
  const cancel = useCallback(() => {
    if (state.phase === 'running') setState({ phase: 'cancelled' })
    if (state.phase === 'running') letGo()
    else going.current = null
  }, [letGo, state.phase])
  const draft = useCallback(
    async (clientIds: readonly string[], lock: boolean) => {
      if (state.phase !== 'done') return []
      const mine = Symbol('drafts')
      going.current = mine
      const drafted: DraftedClient[] = []
      const started = performance.now()
      for (let at = 0; at < clientIds.length && going.current === mine; at += clientsAtOnce) {
        const progress = { done: at, total: clientIds.length, perSecond: rateOf(at, started) }
        setState({ phase: 'drafting', progress })
        drafted.push(...(await client.request('draftRun', { job: state.job, clientIds: clientIds.slice(at, at + clientsAtOnce), lock })))
      }
      letGo()
      setState({ phase: 'idle' })
      return drafted
    },
    [client, letGo, state]
  )
  return { state, start, cancel, draft }
}

async function compute(
  client: StoreClient,
  { from, through, clientIds }: RunQuestion,
  onJob: (job: number) => void,
  isMine: () => boolean,
  tell: (progress: Progress) => void
): Promise<{ readonly job: number; readonly clients: readonly RunClient[] } | null> {
  const { job } = await client.request('beginRun', { from, through, clientIds: clientIds === null ? null : [...clientIds] })
  onJob(job)
  const started = performance.now()
  while (isMine()) {
    const step = await client.request('runStep', { job })
    if (step.phase === 'done') return { job, clients: step.clients ?? [] }
    if (isMine()) tell({ done: step.done, total: step.total, perSecond: rateOf(step.done, started) })
  }
  return null
}

function rateOf(done: number, startedAt: number): number {
  const seconds = (performance.now() - startedAt) / 1000
  return seconds < 0.2 ? 0 : Math.round(done / seconds)
}
