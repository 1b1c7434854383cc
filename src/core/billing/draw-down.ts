// Prepaid blocks: work draws in order of the day it was done, not of its arrival; blocks run out first in, first out, and end on a date.
// A posted period is fixed: what arrives late for it, or was changed since, becomes a visible adjustment. Durations are whole seconds.

/** Hours paid in advance. Dates are calendar dates; `expiresOn` is the last day whose work it covers. */
export interface PrepaidBlock {
  readonly id: string
  readonly boughtOn: string
  /** First day whose work it covers; null covers earlier work too. */
  readonly validFrom: string | null
  readonly expiresOn: string | null
  readonly seconds: number
  /** Blocks of a lower position are used first; left out: 0. */
  readonly position?: number
  /** Only work under this contract draws; null or left out: any work. */
  readonly contractId?: string | null
}

/** Billed work that may draw. `workDate` is the date at the site; `startedAt` (UTC milliseconds) and `id` order one day's work. */
export interface DrawingWork {
  readonly id: string
  readonly workDate: string
  readonly startedAt: number
  readonly seconds: number
  readonly contractId?: string | null
}

/** Time of one piece of work on one block; `blockId` null is time that no block covers. Negative seconds give time back. */
export interface Draw {
  readonly workId: string
  readonly blockId: string | null
  readonly seconds: number
}

/** A posted period: the work up to and with `through` drew this, once and for all. `fixedIds`: later work that was charged before already. */
export interface PostedDraws {
  readonly through: string
  readonly fixedIds?: ReadonlySet<string>
  readonly draws: readonly Draw[]
}

/** What a set of blocks covers. */
export interface DrawDown {
  /** Draws of open work, in order. */
  readonly draws: readonly Draw[]
  /** Corrections for work of a posted period, in order. */
  readonly adjustments: readonly Draw[]
  /** Blocks in the order in which they are used. */
  readonly balances: readonly { readonly blockId: string; readonly usedSeconds: number; readonly leftSeconds: number }[]
}

/** Draws all work from all blocks. The answer depends on what happened only, never on the order of the arguments. */
export function drawDown(blocks: readonly PrepaidBlock[], works: readonly DrawingWork[], posted: PostedDraws | null = null): DrawDown {
  const queue = blocks.toSorted(byPurchase)
  const left = new Map(queue.map((block) => [block.id, block.seconds]))
  for (const draw of posted?.draws ?? []) give(left, draw.blockId, -draw.seconds)
  const ordered = works.toSorted(byDayOfWork)
  const adjustments = posted ? adjust(queue, left, ordered, posted) : []
  const draws = ordered.filter((work) => !isFixed(work, posted)).flatMap((work) => take(queue, left, work, work.seconds))
  const balances = queue.map((block) => {
    const leftSeconds = left.get(block.id) ?? 0
    return { blockId: block.id, usedSeconds: block.seconds - leftSeconds, leftSeconds }
  })
  return { draws, adjustments, balances }
}

/** True when a block covers work of that day. */
export function coversDate(block: PrepaidBlock, workDate: string): boolean {
  return (block.validFrom === null || block.validFrom <= workDate) && (block.expiresOn === null || workDate <= block.expiresOn)
}

function isFixed(work: DrawingWork, posted: PostedDraws | null): boolean {
  return posted !== null && (work.workDate <= posted.through || posted.fixedIds?.has(work.id) === true)
}

function isOpenTo(block: PrepaidBlock, work: DrawingWork): boolean {
  return coversDate(block, work.workDate) && ((block.contractId ?? null) === null || block.contractId === work.contractId)
}

/** Gives back what posted work no longer needs, then draws what it needs more. */
function adjust(
  queue: readonly PrepaidBlock[],
  left: Map<string, number>,
  works: readonly DrawingWork[],
  posted: PostedDraws
): readonly Draw[] {
  const locked = new Map(works.filter((work) => isFixed(work, posted)).map((work) => [work.id, work]))
  const drawnByWork = new Map<string, Draw[]>()
  for (const draw of posted.draws) drawnByWork.set(draw.workId, [...(drawnByWork.get(draw.workId) ?? []), draw])
  const returned = [...drawnByWork]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([workId, draws]) => {
      const surplus = sum(draws) - (locked.get(workId)?.seconds ?? 0)
      return surplus > 0 ? takeBack(left, draws, surplus) : []
    })
  const drawn = [...locked.values()].flatMap((work) => {
    const missing = work.seconds - sum(drawnByWork.get(work.id) ?? [])
    return missing > 0 ? take(queue, left, work, missing) : []
  })
  return [...returned, ...drawn]
}

function take(queue: readonly PrepaidBlock[], left: Map<string, number>, work: DrawingWork, seconds: number): Draw[] {
  const draws: Draw[] = []
  let needed = seconds
  for (const block of queue) {
    const drawn = Math.min(needed, left.get(block.id) ?? 0)
    if (drawn <= 0 || !isOpenTo(block, work)) continue
    draws.push({ workId: work.id, blockId: block.id, seconds: drawn })
    give(left, block.id, -drawn)
    needed -= drawn
  }
  if (needed > 0) draws.push({ workId: work.id, blockId: null, seconds: needed })
  return draws
}

/** Gives time back: first what no block covered, then the blocks, the last drawn first. */
function takeBack(left: Map<string, number>, draws: readonly Draw[], seconds: number): Draw[] {
  const returned: Draw[] = []
  let surplus = seconds
  for (const draw of [...draws.filter((each) => each.blockId === null), ...draws.filter((each) => each.blockId !== null).toReversed()]) {
    const back = Math.min(surplus, draw.seconds)
    if (back <= 0) continue
    returned.push({ ...draw, seconds: -back })
    give(left, draw.blockId, back)
    surplus -= back
  }
  return returned
}

function give(left: Map<string, number>, blockId: string | null, seconds: number): void {
  if (blockId !== null) left.set(blockId, (left.get(blockId) ?? 0) + seconds)
}

function sum(draws: readonly Draw[]): number {
  return draws.reduce((total, draw) => total + draw.seconds, 0)
}

function byPurchase(a: PrepaidBlock, b: PrepaidBlock): number {
  return (a.position ?? 0) - (b.position ?? 0) || compareText(a.boughtOn, b.boughtOn) || compareText(a.id, b.id)
}

function byDayOfWork(a: DrawingWork, b: DrawingWork): number {
  return compareText(a.workDate, b.workDate) || a.startedAt - b.startedAt || compareText(a.id, b.id)
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
