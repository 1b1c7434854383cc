// Rows that billing is computed from, kept on their way out. Only for samples of a size that fits into memory.

import type { RunRows } from '#core/charges/run-rows.ts'
import type { SampleRow } from './scale.ts'

const names = {
  organisation: 'organisation',
  person: 'people',
  price_list: 'priceLists',
  calendar: 'calendars',
  tax_rate: 'taxRates',
  sla_policy: 'policies',
  client: 'clients',
  site: 'sites',
  contact: 'contacts',
  asset: 'assets',
  contract: 'contracts',
  contract_cover: 'covers',
  ticket: 'tickets',
  time_entry: 'entries',
  part_use: 'parts'
} as const

/** Rows that went by. */
export class KeptRows {
  readonly #kept = new Map<string, SampleRow['doc'][]>()

  /** Keeps a row where billing reads its kind. */
  keep({ entity, doc }: SampleRow): void {
    if (!(entity in names)) return
    const rows = this.#kept.get(entity)
    if (rows) rows.push(doc)
    else this.#kept.set(entity, [doc])
  }

  /** The rows as a run reads them; nothing is billed yet. */
  rows(): RunRows {
    const found = Object.entries(names).map(([entity, name]) => [name, this.#kept.get(entity) ?? []] as const)
    const [organisation] = this.#kept.get('organisation') ?? []
    // The sample's own builders made these rows, each of its kind.
    return { ...Object.fromEntries(found), organisation, blocks: [], charges: [], periods: [], invoices: [] } as unknown as RunRows
  }
}
