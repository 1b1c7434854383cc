// Reads all rows of a query once, window after window.

import type { StoreClient } from '#store/client.ts'
import type { AnyDoc, QuerySpec } from '#store/contract.ts'

const windowRows = 2000

/** All rows of the query. @throws StoreError when the store refuses it */
export async function readRows<Row = AnyDoc>(client: StoreClient, spec: Omit<QuerySpec, 'offset' | 'limit'>): Promise<readonly Row[]> {
  const rows: AnyDoc[] = []
  for (;;) {
    const view = await firstView(client, { ...spec, offset: rows.length, limit: windowRows })
    rows.push(...view.rows)
    // The caller names the row type of the entity that it asks for.
    if (view.rows.length === 0 || rows.length >= view.total) return rows as unknown as readonly Row[]
  }
}

/** How many of these ids are rows already. */
export async function countKnown(client: StoreClient, entity: string, ids: readonly string[]): Promise<number> {
  let known = 0
  for (let start = 0; start < ids.length; start += 1000) {
    const values = ids.slice(start, start + 1000)
    known += (await firstView(client, { entity, where: [{ op: 'in', field: 'id', values }], limit: 0 })).total
  }
  return known
}

function firstView(client: StoreClient, spec: QuerySpec): Promise<{ readonly total: number; readonly rows: readonly AnyDoc[] }> {
  return new Promise((resolve, reject) => {
    const query = client.query(
      spec,
      (view) => {
        resolve(view)
        // The first answer may come before `query` is assigned.
        queueMicrotask(() => query.close())
      },
      reject
    )
  })
}
