// What each movement of stock asks, and the commands that follow from what was typed. A part whose pieces have serial numbers is counted
// by them: how many follows from which.

import type { Part } from '#core/stock/part.entity.ts'
import { partsWords, stockWords as words } from '#core/words/rooms-parts.ts'
import type { FormFieldSpec, Typed } from '#renderer/features/records/index.ts'
import type { ActCall } from '#renderer/ui/use-act.ts'

export type StockAction = 'receive' | 'move' | 'count' | 'return'

/** What is moved: a part, and the place it starts from where that is known. */
export interface StockSubject {
  readonly part: Part
  readonly placeId: string | null
  /** What the books say of the place; serial numbers only where the part has them. */
  readonly books: { readonly quantity: number; readonly serials: readonly string[] }
}

/** Commands, or the field that can't be taken as it is. */
export type ReadMove =
  | { readonly calls: readonly ActCall[]; readonly done: string }
  | { readonly problem: { readonly field: string; readonly expected: string } }

const places = [{ op: 'empty', field: 'archivedAt' }] as const

/** Questions of one movement. */
export function stockForm(action: StockAction, { part, placeId, books }: StockSubject): readonly FormFieldSpec[] {
  const place = (name: string, label: string): FormFieldSpec => ({
    name,
    label,
    kind: 'entity',
    entity: 'stock_place',
    where: places,
    required: true
  })
  const starts = placeId === null ? [place('placeId', action === 'receive' ? words.to : words.from)] : []
  const hint = placeId === null ? words.countHintOpen : words.countHint(books.quantity)
  const pieces: FormFieldSpec = part.serialised
    ? { name: 'serials', label: words.serials, kind: 'tags', hint: words.serialsHint, required: action !== 'count' }
    : action === 'count'
      ? { name: 'quantity', label: words.counted, kind: 'number', required: true, hint }
      : { name: 'quantity', label: words.quantity, kind: 'number', required: true }
  const reference: readonly FormFieldSpec[] =
    action === 'receive'
      ? [{ name: 'reference', label: words.reference, kind: 'line' }]
      : action === 'return'
        ? [{ name: 'reference', label: words.rma, kind: 'line', required: true }]
        : []
  const goal = action === 'move' ? [place('toPlaceId', words.to)] : []
  return [...starts, ...goal, pieces, ...reference, { name: 'note', label: words.note, kind: 'line' }]
}

/** What stands in the form at first. */
export function stockStart(action: StockAction, { part, books }: StockSubject): Typed {
  if (part.serialised) return { serials: action === 'count' ? books.serials : [] }
  return { quantity: action === 'count' ? books.quantity : 1 }
}

/** Reads what was typed; `typed` holds everything, also what stayed as it was. */
export function readMove(action: StockAction, subject: StockSubject, typed: Typed): ReadMove {
  const { part } = subject
  const placeId = subject.placeId ?? textOf(typed['placeId'])
  const serials = part.serialised ? serialsOf(typed['serials']) : []
  const quantity = part.serialised ? serials.length : Number(typed['quantity'])
  const least = action === 'count' ? 0 : 1
  if (!Number.isInteger(quantity) || quantity < least)
    return { problem: { field: part.serialised ? 'serials' : 'quantity', expected: words.wholeFrom(least) } }
  const note = textOf(typed['note'])
  if (action === 'count') return readCount(subject, placeId, quantity, serials, note)
  const shared = { partId: part.id, quantity, ...(part.serialised ? { serials } : {}), ...(note === '' ? {} : { note }) }
  const reference = textOf(typed['reference'])
  if (action === 'receive') {
    const input = { ...shared, toPlaceId: placeId, ...(reference === '' ? {} : { reference }) }
    return { calls: [{ name: 'stock.receive', input }], done: words.received(quantity, part.name) }
  }
  if (action === 'return') {
    const input = { ...shared, fromPlaceId: placeId, reference }
    return { calls: [{ name: 'stock.return-vendor', input }], done: words.returned(quantity, part.name) }
  }
  const toPlaceId = textOf(typed['toPlaceId'])
  if (toPlaceId === placeId) return { problem: { field: 'toPlaceId', expected: words.otherPlace } }
  return { calls: [{ name: 'stock.move', input: { ...shared, fromPlaceId: placeId, toPlaceId } }], done: words.moved(quantity, part.name) }
}

/** A count as differences to the books: pieces with serial numbers are found and missed one by one. */
function readCount({ part, books }: StockSubject, placeId: string, quantity: number, serials: readonly string[], note: string): ReadMove {
  const shared = { partId: part.id, placeId, ...(note === '' ? {} : { note }) }
  const steps = part.serialised
    ? [
        { sign: 1, serials: serials.filter((serial) => !books.serials.includes(serial)) },
        { sign: -1, serials: books.serials.filter((serial) => !serials.includes(serial)) }
      ].flatMap((step) => (step.serials.length === 0 ? [] : [{ ...shared, delta: step.sign * step.serials.length, serials: step.serials }]))
    : quantity === books.quantity
      ? []
      : [{ ...shared, delta: quantity - books.quantity }]
  return {
    calls: steps.map((input) => ({ name: 'stock.count', input })),
    done: steps.length === 0 ? words.countFits(part.name) : words.countedDone(part.name)
  }
}

/** Title of each movement's dialog. */
export const stockTitles: Readonly<Record<StockAction, string>> = {
  receive: words.receiveTitle,
  move: words.moveTitle,
  count: words.countTitle,
  return: words.returnTitle
}

/** Name of each movement's button. */
export const stockLabels: Readonly<Record<StockAction, string>> = {
  receive: words.receive,
  move: words.move,
  count: words.count,
  return: words.returnVendor
}

/** Title with the part's name. */
export function stockTitle(action: StockAction, part: Pick<Part, 'name'>): string {
  return `${stockTitles[action]}: ${part.name}`
}

/** Label of a place that may be outside of the stock. */
export function placeName(names: ReadonlyMap<string, string>, placeId: string | null, outside: string): string {
  return placeId === null ? outside : (names.get(placeId) ?? partsWords.place)
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : ''
}

function serialsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? [...new Set(value.map((one) => textOf(one)).filter((one) => one !== ''))] : []
}
