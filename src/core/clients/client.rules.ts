// Rules of clients: a client's code is how people name it on the phone, so no two active clients share one.

import { priceList } from '../billing/price-list.entity.ts'
import { taxRate } from '../billing/tax-rate.entity.ts'
import type { Reader } from '../kernel/command.ts'
import type { Id } from '../kernel/ids.ts'
import { type Refusal, refuse } from '../kernel/refusal.ts'
import type { Result } from '../kernel/result.ts'
import { slaPolicy } from '../sla/sla-policy.entity.ts'
import { type Client, client } from './client.entity.ts'

/** Terms of its own that a client refers to. */
export const clientLinks = { priceListId: priceList, taxRateId: taxRate, slaPolicyId: slaPolicy }

/** Clients that have this code already. */
export async function clientsWithCode(code: string | undefined, reader: Reader): Promise<readonly Client[]> {
  return code === undefined ? [] : reader.list(client, 'code', code)
}

/** Refuses a code that another client has. */
export function checkClientCode(id: Id, code: string, sameCode: readonly Client[]): Result<never, Refusal> | null {
  const other = sameCode.find((candidate) => candidate.id !== id && candidate.code === code && candidate.archivedAt === null)
  return other ? refuse('already-exists', { field: 'code', values: { code, name: other.name } }) : null
}
