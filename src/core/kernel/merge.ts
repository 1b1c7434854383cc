// Field merge: what the asserted fields become when others changed the row meanwhile. Pure; the same on device and server.
// A field whose current value still equals the base takes the new value; where both changed, the entity's rule decides,
// and every losing value is returned as a clash so that it can be seen and restored.

import { diff3Merge } from 'node-diff3'
import { type EntityDefinition, type MergeRule, mergeRuleOf } from './entity.ts'
import { isTextHash } from './text-base.ts'

/** When and by which command a field got its value. */
export interface Stamp {
  readonly at: number
  readonly commandId: string
}

/** A field that both sides changed, with both values. */
export interface Clash {
  readonly field: string
  readonly rule: MergeRule
  readonly base: unknown
  readonly kept: unknown
  readonly lost: unknown
  /** True when the incoming value lost to the one already there. */
  readonly incomingLost: boolean
}

/** What to write, and what clashed. */
export interface Merged {
  readonly fields: Readonly<Record<string, unknown>>
  readonly clashes: readonly Clash[]
}

/** Arguments of one merge. `at` is the incoming event time, already bounded by its arrival. */
export interface MergeInput {
  readonly entity: EntityDefinition
  readonly current: Readonly<Record<string, unknown>>
  readonly base: Readonly<Record<string, unknown>>
  readonly incoming: Readonly<Record<string, unknown>>
  readonly at: number
  stampOf(field: string): Stamp | null
}

/** Merges asserted fields into what is there now. */
export function mergeFields(input: MergeInput): Merged {
  const fields: Record<string, unknown> = {}
  const clashes: Clash[] = []
  for (const [field, incoming] of Object.entries(input.incoming)) {
    const current = input.current[field]
    const base = field in input.base ? input.base[field] : current
    if (isEqual(current, base) || isEqual(current, incoming)) {
      fields[field] = incoming
      continue
    }
    if (isEqual(base, incoming)) continue
    const merged = mergeOne(input, field, { base, current, incoming })
    if ('value' in merged) fields[field] = merged.value
    if (merged.clash) clashes.push(merged.clash)
  }
  return { fields, clashes }
}

/** True when two JSON values have the same canonical form; undefined equals null. */
export function isEqual(a: unknown, b: unknown): boolean {
  return isSame(a ?? null, b ?? null)
}

function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true
  // Only records and arrays can be equal without being the same.
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return false
  if (Array.isArray(a) || Array.isArray(b))
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((value, index) => isSame(value, b[index]))
  return hasSameMembers(a as Readonly<Record<string, unknown>>, b as Readonly<Record<string, unknown>>)
}

/** A member that is undefined is not there. */
function hasSameMembers(a: Readonly<Record<string, unknown>>, b: Readonly<Record<string, unknown>>): boolean {
  let count = 0
  for (const key of Object.keys(a)) {
    if (a[key] === undefined) continue
    count += 1
    if (b[key] === undefined || !isSame(a[key], b[key])) return false
  }
  return count === Object.keys(b).filter((key) => b[key] !== undefined).length
}

interface ThreeValues {
  readonly base: unknown
  readonly current: unknown
  readonly incoming: unknown
}
interface MergedField {
  readonly value?: unknown
  readonly clash?: Clash
}

function mergeOne(input: MergeInput, field: string, values: ThreeValues): MergedField {
  const rule = mergeRuleOf(input.entity, field)
  const { base, current, incoming } = values
  if (rule === 'max' || rule === 'min') return { value: extreme(rule, current, incoming) }
  if (rule === 'set') return { value: mergeSet(asArray(base), asArray(current), asArray(incoming)) }
  if (rule === 'keys') return mergeKeys(input, field, values)
  const isBaseLost = rule === 'text' && isTextHash(base)
  if (rule === 'text' && !isBaseLost) {
    const merged = mergeText(asText(base), asText(current), asText(incoming))
    if (merged !== null) return { value: merged }
  }
  const incomingLost = rule === 'ask' || !isLater(input, field)
  const clash: Clash = {
    field,
    rule,
    base: isBaseLost ? null : base,
    kept: incomingLost ? current : incoming,
    lost: incomingLost ? incoming : current,
    incomingLost
  }
  return incomingLost ? { clash } : { value: incoming, clash }
}

function isLater(input: MergeInput, field: string): boolean {
  const stamp = input.stampOf(field)
  return stamp === null || input.at >= stamp.at
}

function extreme(rule: 'max' | 'min', current: unknown, incoming: unknown): unknown {
  if (typeof current !== 'number') return incoming
  if (typeof incoming !== 'number') return current
  return rule === 'max' ? Math.max(current, incoming) : Math.min(current, incoming)
}

function asArray(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function mergeSet(base: readonly unknown[], current: readonly unknown[], incoming: readonly unknown[]): readonly unknown[] {
  const has = (list: readonly unknown[], value: unknown): boolean => list.some((other) => isEqual(other, value))
  const kept = current.filter((value) => !has(base, value) || has(incoming, value))
  return [...kept, ...incoming.filter((value) => !has(base, value) && !has(kept, value))]
}

function mergeKeys(input: MergeInput, field: string, values: ThreeValues): MergedField {
  const base = asRecord(values.base)
  const current = asRecord(values.current)
  const incoming = asRecord(values.incoming)
  const merged: Record<string, unknown> = { ...current }
  const lost: Record<string, unknown> = {}
  const later = isLater(input, field)
  for (const key of new Set([...Object.keys(base), ...Object.keys(incoming)])) {
    if (isEqual(base[key], incoming[key])) continue
    const clashes = !isEqual(base[key], current[key]) && !isEqual(current[key], incoming[key])
    if (clashes) lost[key] = (later ? current[key] : incoming[key]) ?? null
    if (clashes && !later) continue
    if (key in incoming) merged[key] = incoming[key]
    else delete merged[key]
  }
  if (Object.keys(lost).length === 0) return { value: merged }
  return { value: merged, clash: { field, rule: 'keys', base, kept: merged, lost: { ...merged, ...lost }, incomingLost: !later } }
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function asRecord(value: unknown): Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? { ...value } : {}
}

/** Three-way merge by lines; null when both sides changed the same lines. */
function mergeText(base: string, current: string, incoming: string): string | null {
  const regions = diff3Merge(current.split('\n'), base.split('\n'), incoming.split('\n'), { excludeFalseConflicts: true })
  const lines: string[] = []
  for (const region of regions) {
    if (!region.ok) return null
    lines.push(...region.ok)
  }
  return lines.join('\n')
}
