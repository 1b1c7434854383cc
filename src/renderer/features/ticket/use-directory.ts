// Names that every ticket needs: people, clients and teams by id. All components of a window share one subscription per kind.

import { useMemo, useSyncExternalStore } from 'react'
import type { Client } from '#core/clients/client.entity.ts'
import type { Person } from '#core/organisation/person.entity.ts'
import type { Team } from '#core/organisation/team.entity.ts'
import { useTopics } from '#renderer/live/store-context.tsx'

const everyRow = 2000

/** Rows by id; empty while loading. */
export type ById<Row> = ReadonlyMap<string, Row>

export interface Directory {
  readonly people: ById<Person>
  readonly clients: ById<Client>
  readonly teams: ById<Team>
}

export function useDirectory(): Directory {
  const people = useRowsById<Person>('person')
  const clients = useRowsById<Client>('client')
  const teams = useRowsById<Team>('team')
  return useMemo(() => ({ people, clients, teams }), [people, clients, teams])
}

const maps = new WeakMap<readonly object[], ById<unknown>>()
const none: ReadonlyMap<string, never> = new Map<string, never>()

function useRowsById<Row extends { readonly id: string }>(entity: string): ById<Row> {
  const topics = useTopics()
  const source = useMemo(
    () => topics.query({ entity, sort: [{ field: 'name', direction: 'ascending' }], limit: everyRow }),
    [topics, entity]
  )
  const { value } = useSyncExternalStore(source.subscribe, source.current)
  const rows = value?.rows
  if (rows === undefined) return none
  const known = maps.get(rows) ?? new Map(rows.map((row) => [row.id, row]))
  maps.set(rows, known)
  // The question names the entity of these rows.
  return known as ById<Row>
}
