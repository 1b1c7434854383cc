// Search as you type: each answer belongs to the words it was asked for, older answers are dropped.

import { useEffect, useState } from 'react'
import type { Params } from '#store/client.ts'
import type { SearchHit } from '#store/contract.ts'
import { useStore } from './store-context.tsx'

/** Hits for the words typed so far. While newer words are looked up, the hits before stay. */
export interface SearchState {
  readonly loading: boolean
  readonly hits: readonly SearchHit[]
}

const noHits: readonly SearchHit[] = []

/** Best hits over these entities; no words, no hits. */
export function useSearch(words: string, entities: readonly string[], limit = 20): SearchState {
  const client = useStore()
  const asked = words.trim()
  const scope = entities.join(' ')
  const question = JSON.stringify({ words: asked, entities: scope.split(' '), limit })
  const [answer, setAnswer] = useState<{ question: string; hits: readonly SearchHit[] }>({ question: '', hits: noHits })
  useEffect(() => {
    if (asked === '') return undefined
    let current = true
    const show = (hits: readonly SearchHit[]): void => {
      if (current) setAnswer({ question, hits })
    }
    client.request('search', JSON.parse(question) as Params<'search'>).then(show, () => show(noHits))
    return () => {
      current = false
    }
  }, [client, asked, question])
  if (asked === '') return { loading: false, hits: noHits }
  return { loading: answer.question !== question, hits: answer.hits }
}
