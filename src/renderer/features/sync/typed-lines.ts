// What a command says, line by line in the words of its record: fields by their labels, without what is empty or only points to a record.

import { isId } from '#core/kernel/ids.ts'
import { fieldLabel } from '#core/words/fields.ts'
import { moneyWords, valueWords } from '#renderer/features/records/index.ts'
import type { OutboxItem } from '#store/contract.ts'

type Said = Pick<OutboxItem, 'name' | 'input' | 'subject'>

export interface TypedLine {
  /** Where it stands in the input, such as `fields.code`. */
  readonly path: string
  readonly label: string
  readonly text: string
}

/** Everything filled in, in the input's order. */
export function typedLines(item: Said): readonly TypedLine[] {
  return leavesOf(item.input, '').flatMap(({ path, value, beside }): readonly TypedLine[] => {
    const field = fieldOf(path)
    const currency = beside['currency']
    const isMoney = typeof value === 'number' && field.endsWith('Minor') && typeof currency === 'string'
    return [{ path, label: pathLabel(item, path), text: isMoney ? moneyWords(value, currency) : valueWords(value, field) }]
  })
}

/** What the record calls the field at a path; a name that no record knows stands in plain letters. */
export function pathLabel(item: Said, path: string): string {
  const field = fieldOf(path)
  const label = fieldLabel(item.subject?.entity ?? item.name.split('.')[0]?.replaceAll('-', '_') ?? '', field)
  if (label !== field) return label
  const words = field.replace(/(Id|Ids|Minor)$/, '').replaceAll(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`)
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`
}

/** The last part of a path that is a name; custom values stand under the id of their definition. */
function fieldOf(path: string): string {
  return path.split('.').findLast((part) => !isId(part)) ?? path
}

interface Leaf {
  readonly path: string
  readonly value: unknown
  readonly beside: Readonly<Record<string, unknown>>
}

function leavesOf(input: unknown, prefix: string): readonly Leaf[] {
  if (input === null || typeof input !== 'object' || Array.isArray(input)) return []
  const beside = input as Readonly<Record<string, unknown>>
  return Object.entries(beside).flatMap(([name, value]): readonly Leaf[] => {
    const path = prefix === '' ? name : `${prefix}.${name}`
    if (value !== null && typeof value === 'object' && !Array.isArray(value)) return leavesOf(value, path)
    return isSilent(value) ? [] : [{ path, value, beside }]
  })
}

/** Nothing that a person reads: not filled in, or the number of another record. */
function isSilent(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isSilent)
  return value === null || value === undefined || value === '' || value === false || (typeof value === 'string' && isId(value))
}
