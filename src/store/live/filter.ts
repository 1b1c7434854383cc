// Conditions of a query, compiled once into one predicate over rows.

import { unreachable } from '#core/kernel/assert.ts'
import type { Doc } from '#core/kernel/execute.ts'
import type { Filter } from '#store/contract.ts'
import { readField } from './field.ts'

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
  const test = compileTest(filter)
  return (row) => test(read(row))
}

/** One condition as a test of the field's value alone. */
export function compileTest(filter: Filter): (value: unknown) => boolean {
  switch (filter.op) {
    case 'is':
      return (value) => (value ?? null) === filter.value
    case 'isNot':
      return (value) => (value ?? null) !== filter.value
    case 'has':
      return (value) => contains(value, filter.value)
    case 'text':
      return textTest(String(filter.value ?? ''))
    case 'above':
      return (value) => compareSameType(value, filter.value) > 0
    case 'below':
      return (value) => compareSameType(value, filter.value) < 0
    case 'in':
      return inTest(new Set(filter.values))
    case 'notIn':
      return not(inTest(new Set(filter.values)))
    case 'empty':
      return isEmpty
    case 'present':
      return not(isEmpty)
    default:
      return unreachable(filter)
  }
}

type Test = (value: unknown) => boolean

function not(holds: Test): Test {
  return (value) => !holds(value)
}

function contains(value: unknown, element: unknown): boolean {
  return Array.isArray(value) && value.includes(element)
}

function inTest(values: ReadonlySet<unknown>): Test {
  return (value) => (Array.isArray(value) ? value.some((element) => values.has(element)) : values.has(value ?? null))
}

function textTest(text: string): Test {
  const wanted = text.toLowerCase()
  const holds = (value: unknown): boolean => typeof value === 'string' && value.toLowerCase().includes(wanted)
  return (value) => (Array.isArray(value) ? value.some(holds) : holds(value))
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
