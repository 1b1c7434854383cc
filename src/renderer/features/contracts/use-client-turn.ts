// Changes whenever something changed of which a client's figures are made: its tickets (work touches them), contracts, blocks, postings.

import { useMemo } from 'react'
import { useQuery } from '#renderer/live/use-query.ts'

export function useClientTurn(clientId: string): object {
  const where = [{ op: 'is' as const, field: 'clientId', value: clientId }]
  const latest = { where, sort: [{ field: 'updatedAt', direction: 'descending' as const }], limit: 1 }
  const tickets = useQuery({ entity: 'ticket', ...latest })
  const contracts = useQuery({ entity: 'contract', ...latest })
  const blocks = useQuery({ entity: 'prepaid_block', ...latest })
  const charges = useQuery({ entity: 'charge', where, sort: [{ field: 'createdAt', direction: 'descending' }], limit: 1 })
  const periods = useQuery({ entity: 'billing_period', where, sort: [{ field: 'postedAt', direction: 'descending' }], limit: 1 })
  const lists = useQuery({ entity: 'price_list', limit: 500 })
  return useMemo(
    () => ({ rows: [tickets.rows, contracts.rows, blocks.rows, charges.rows, periods.rows, lists.rows] }),
    [tickets.rows, contracts.rows, blocks.rows, charges.rows, periods.rows, lists.rows]
  )
}
