// Fails every single write of a store in turn, in each way in which it may fail, and holds what a store opened again shows against what it
// showed before and after the step. Stores in memory fail by their hook, those on IndexedDB by a seam under the adapter.

import { expect } from 'vitest'

/**
 * How a write fails. `refused`: it throws at once; `aborted`: the transaction ends with it; `aborted-late`: the write was done, and then the
 * transaction ended all the same.
 */
export const writeFaults = ['refused', 'aborted', 'aborted-late'] as const
export type WriteFault = (typeof writeFaults)[number]

/** Lets the n-th single write from now on fail; the returned function ends that and says how many writes there were. */
export type FailWrites = (at: number, fault: WriteFault) => () => number

export interface Faulty<Store> {
  readonly store: Store
  reopen(): Promise<Store>
}

export interface FaultMatrix<Store> {
  readonly make: () => Promise<Faulty<Store>>
  readonly failWrites: FailWrites
  /** What is there before the step. */
  readonly prepare: (store: Store) => Promise<void>
  readonly step: (store: Store) => Promise<unknown>
  /** Everything that a store which was opened again holds; it may use the store up. */
  readonly look: (store: Store) => Promise<unknown>
  readonly close: (store: Store) => Promise<void>
}

/** Runs the step with a fault at each of its writes. Answers how many faults struck. */
export async function failEachWrite<Store>(matrix: FaultMatrix<Store>, fault: WriteFault): Promise<number> {
  const before = await lookAfter(matrix, async () => undefined)
  const after = await lookAfter(matrix, matrix.step)
  expect(after).not.toEqual(before)
  for (let at = 1; ; at++) {
    let [writes, isDone] = [0, false]
    const found = await lookAfter(matrix, async (store) => {
      const end = matrix.failWrites(at, fault)
      isDone = await matrix.step(store).then(
        () => true,
        () => false
      )
      writes = end()
    })
    const which = `${fault} at write ${at} of ${writes}, ${isDone ? 'said to be done' : 'refused'}`
    // What was said to be done is there; what was refused is there as a whole or not at all.
    expect(isDone ? [after] : [before, after], which).toContainEqual(found)
    if (writes < at) return at - 1
    // Kept and yet refused is how a process looks whose word was lost: it is dead, and tries nothing again.
    if (JSON.stringify(found) === JSON.stringify(after)) continue
    const again = await lookAfter(matrix, async (store) => {
      const end = matrix.failWrites(at, fault)
      await matrix.step(store).catch(() => undefined)
      end()
      await matrix.step(store)
    })
    expect(again, `tried again after ${which}`).toEqual(after)
  }
}

async function lookAfter<Store>(matrix: FaultMatrix<Store>, run: (store: Store) => Promise<unknown>): Promise<unknown> {
  const { store, reopen } = await matrix.make()
  await matrix.prepare(store)
  await run(store)
  await matrix.close(store)
  const again = await reopen()
  const found = await matrix.look(again)
  await matrix.close(again)
  return found
}

const methods = ['put', 'add', 'delete', 'clear'] as const

/** The seam under IndexedDB: whichever adapter writes, its n-th write fails. Runs in a browser. */
export const failIndexedDb: FailWrites = (at, fault) => {
  let writes = 0
  const { prototype } = IDBObjectStore
  const originals = methods.map((method) => [method, prototype[method]] as const)
  for (const [method, original] of originals) {
    const write = function (this: IDBObjectStore, ...parameters: unknown[]): IDBRequest {
      writes++
      if (writes === at && fault === 'refused') throw new DOMException('planted', 'UnknownError')
      const request = (original as (...all: unknown[]) => IDBRequest).apply(this, parameters)
      const { transaction } = this
      if (writes === at && fault === 'aborted') transaction.abort()
      if (writes === at && fault === 'aborted-late') request.addEventListener('success', () => transaction.abort())
      return request
    }
    Object.assign(prototype, { [method]: write })
  }
  return () => {
    for (const [method, original] of originals) Object.assign(prototype, { [method]: original })
    return writes
  }
}
