// Names of what steps refer to by id: people, prepaid blocks, contracts, price lists.

import { useMemo } from 'react'
import type { AnyDoc } from '#store/contract.ts'
import { useQuery } from '#renderer/live/use-query.ts'

export function useNames(): ReadonlyMap<string, string> {
  const people = useQuery({ entity: 'person', limit: 2000 })
  const blocks = useQuery({ entity: 'prepaid_block', limit: 2000 })
  const contracts = useQuery({ entity: 'contract', limit: 2000 })
  const lists = useQuery({ entity: 'price_list', limit: 500 })
  return useMemo(
    () =>
      new Map([people.rows, blocks.rows, contracts.rows, lists.rows].flatMap((rows) => rows.map((row) => [row.id, nameOf(row)] as const))),
    [people.rows, blocks.rows, contracts.rows, lists.rows]
  )
}

function nameOf(row: AnyDoc): string {
  return typeof row['name'] === 'string' ? row['name'] : ''
}
