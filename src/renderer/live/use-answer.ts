// An answer that the worker computes when it is asked, such as how a client's blocks stand. It is asked again when `turn` changes, and the
// answer before stays until the new one is here.

import { useEffect, useState } from 'react'
import type { Params, StoreError } from '#store/client.ts'
import type { Answers } from '#store/contract.ts'
import { useStore } from './store-context.tsx'

/** An answer: null until it is here. */
export interface AnswerState<Answer> {
  readonly answer: Answer | null
  readonly error: StoreError | null
}

/**
 * @param params null asks nothing
 * @param turn what the answer depends on beside its parameters: rows of live queries
 */
export function useAnswer<M extends keyof Answers>(method: M, params: Params<M> | null, turn: unknown): AnswerState<Answers[M]> {
  const client = useStore()
  const question = params === null ? null : JSON.stringify(params)
  const [state, setState] = useState<AnswerState<Answers[M]> & { readonly question: string | null; readonly turn: unknown }>({
    question: null,
    turn: null,
    answer: null,
    error: null
  })
  useEffect(() => {
    if (question === null) return undefined
    let current = true
    client.request(method, JSON.parse(question) as Params<M>).then(
      (answer) => current && setState({ question, turn, answer, error: null }),
      (error: StoreError) => current && setState({ question, turn, answer: null, error })
    )
    return () => {
      current = false
    }
  }, [client, method, question, turn])
  // An answer to another question is none.
  return state.question === question ? state : { answer: null, error: null }
}
