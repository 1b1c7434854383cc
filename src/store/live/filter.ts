// Conditions of a query, compiled once into one predicate over rows.

import { unreachable } from '#core/kernel/assert.ts'
import type { Doc } from '#core/kernel/execute.ts'
import type { Filter } from '#store/contract.ts'
import { type ReadField, readField } from './field.ts'

/** True when a row belongs to the result. */
export type Predicate = (row: Doc) => boolean

/** All conditions must hold; none at all holds for every row. */
export function compileFilters(filters: readonly Filter[]): Predicate {
  const [first, second, ...others] = filters.map(compileFilter)
  if (!first) return () => true
  if (!second) return first
  if (others.length === 0) return (row) => first(row) && second(row)
  const all = [first, second, ...others]
  return (row) => all.every((holds) => holds(row))
}

function compileFilter(filter: Filter): Predicate {
  const read = readField(filter.field)
  switch (filter.op) {
    case 'is':
      return (row) => (read(row) ?? null) === filter.value
    case 'isNot':
      return (row) => (read(row) ?? null) !== filter.value
    case 'has':
      return (row) => contains(read(row), filter.value)
    case 'text':
      return textPredicate(read, String(filter.value ?? ''))
    case 'above':
      return (row) => compareSameType(read(row), filter.value) > 0
    case 'below':
      return (row) => compareSameType(read(row), filter.value) < 0
    case 'in':
      return inPredicate(read, new Set(filter.values))
    case 'notIn':
      return not(inPredicate(read, new Set(filter.values)))
    case 'empty':
      return (row) => isEmpty(read(row))
    case 'present':
      return (row) => !isEmpty(read(row))
    default:
      return unreachable(filter)
  }
}

function not(holds: Predicate): Predicate {
  return (row) => !holds(row)
}

function contains(value: unknown, element: unknown): boolean {
  return Array.isArray(value) && value.includes(element)
}

function inPredicate(read: ReadField, values: ReadonlySet<unknown>): Predicate {
  return (row) => {
    const value = read(row) ?? null
    return Array.isArray(value) ? value.some((element) => values.has(element)) : values.has(value)
  }
}

function textPredicate(read: ReadField, text: string): Predicate {
  const wanted = text.toLowerCase()
  const holds = (value: unknown): boolean => typeof value === 'string' && value.toLowerCase().includes(wanted)
  return (row) => {
    const value = read(row)
    return Array.isArray(value) ? value.some(holds) : holds(value)
  }
}

/** Order of two values of one type; NaN, which is neither above nor below, when they can't be compared. */
function compareSameType(left: unknown, right: unknown): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right
  if (typeof left !== 'string' || typeof right !== 'string') return Number.NaN
  if (left === right) return 0
  return left < right ? -1 : 1
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
}
