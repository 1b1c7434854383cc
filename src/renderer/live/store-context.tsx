// Hands the window's store client to every room, with the subscriptions that rooms share.

import { createContext, type ReactNode, useContext, useMemo } from 'react'
import type { StoreClient } from '#store/client.ts'
import type { SessionInfo } from '#store/contract.ts'
import { createDrafts, type SharedDrafts } from './drafts.ts'
import { createTopics, type SharedTopics } from './topics.ts'

interface StoreValue {
  readonly client: StoreClient
  readonly topics: SharedTopics
  readonly drafts: SharedDrafts
}

const StoreContext = createContext<StoreValue | null>(null)

interface StoreProviderProps {
  readonly client: StoreClient
  /** Who the store said is signed in when it was opened, so that nobody waits for that word again. */
  readonly session?: SessionInfo | null
  readonly children: ReactNode
}

/** Gives `client` to the components below; another client (another profile) starts afresh. */
export function StoreProvider({ client, session = null, children }: StoreProviderProps) {
  const value = useMemo(() => {
    const topics = createTopics(client)
    if (session !== null) topics.offerSession(session)
    return { client, topics, drafts: createDrafts(client) }
  }, [client, session])
  return <StoreContext value={value}>{children}</StoreContext>
}

function useStoreValue(): StoreValue {
  const value = useContext(StoreContext)
  if (!value) throw new Error('A live hook needs a StoreProvider above it')
  return value
}

/** The window's store client. */
export function useStore(): StoreClient {
  return useStoreValue().client
}

/** Subscriptions that several components share. */
export function useTopics(): SharedTopics {
  return useStoreValue().topics
}

/** What is typed and not sent, as the window holds it. */
export function useDrafts(): SharedDrafts {
  return useStoreValue().drafts
}
