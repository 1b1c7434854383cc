// Names of the clients that this device holds.

import { useMemo } from 'react'
import type { Client } from '#core/clients/client.entity.ts'
import { useQuery } from '#renderer/live/use-query.ts'

export function useClientNames(): ReadonlyMap<string, string> {
  const clients = useQuery<Client>({ entity: 'client', limit: 2000 })
  return useMemo(() => new Map(clients.rows.map((client) => [client.id, client.name])), [clients.rows])
}
