// What a stranger may send, from one seed: values of no use at all, values that a form takes, and those with one place spoiled. Forms are
// read from the schemas that check, so a new command, channel, request or route is attacked without a line here.

import { z } from 'zod'
import { createChance } from '../simulation/chance.ts'

/** A JSON schema, as far as it is followed here. */
type Form = {
  readonly [word: string]: unknown
}

/** A stranger. */
export interface Hostile {
  /** Uniform in [0, 1). */
  next(): number
  /** Integer from `from` to `to`, both included. */
  between(from: number, to: number): number
  pick<T>(items: readonly T[]): T
  happens(probability: number): boolean
  bytes(count: number): Uint8Array<ArrayBuffer>
  /** Anything that JSON holds. */
  value(): unknown
  /** What the schema may well take. */
  likely(schema: z.ZodType): unknown
  /** What it does take, where some tries find it. */
  fitting(schema: z.ZodType): unknown
  /** The same with one place spoiled. */
  spoiled(value: unknown): unknown
}

const nested = (depth: number): unknown => Array.from({ length: depth }).reduce<unknown>((inner) => [inner], 1)

const nasty: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  -0,
  1e300,
  2 ** 53,
  -(2 ** 63),
  8.64e15 + 1,
  '',
  ' ',
  'x',
  '\u0000',
  '\ud800',
  '\u202egnp.exe',
  'x'.repeat(5_000),
  '__proto__',
  'constructor',
  'toString',
  'null',
  'NaN',
  '../../etc/passwd',
  '%00',
  "'; DROP TABLE ticket; --",
  '<img src=x onerror=alert(1)>',
  '=1+1',
  '${7*7}',
  '2026-02-30',
  '1e9999',
  [],
  [[]],
  [null],
  {},
  { a: 1 },
  { length: 1e9 },
  { toJSON: 1 },
  nested(150),
  Array.from({ length: 1_000 }).fill(0),
  JSON.parse('{"__proto__":{"role":"administrator"},"constructor":{"prototype":1}}')
]

/** Words that are known where it sends to, such as ids of rows, by the name of the field for which they are meant. */
export type Familiar = (field: string) => readonly string[]

/** Makes one. */
export function createHostile(seed: number, familiar: Familiar): Hostile {
  const chance = createChance(seed)
  const words = ['x', 'Printer', 'EUR', 'UTC', 'a@b.example', '2026-01-05', '09:00', '1.25', 'image/png', 'a'.repeat(64)]
  const value = (): unknown => {
    if (chance.happens(0.8)) return chance.pick(nasty)
    if (chance.happens(0.5)) return Array.from({ length: chance.between(0, 3) }, value)
    return Object.fromEntries(Array.from({ length: chance.between(0, 3) }, () => [chance.pick(words), value()]))
  }
  const forms = new WeakMap<z.ZodType, Form>()
  const formOf = (schema: z.ZodType): Form => {
    const known = forms.get(schema) ?? z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
    forms.set(schema, known)
    return known
  }
  const likely = (schema: z.ZodType): unknown => {
    const root = formOf(schema)
    return likelyOf(root, { root, hostile, words, familiar, field: '' }, 0)
  }
  const hostile: Hostile = {
    next: chance.next,
    between: chance.between,
    pick: chance.pick,
    happens: chance.happens,
    bytes: (count) => new Uint8Array(chance.bytes(count)),
    value,
    likely,
    fitting: (schema) =>
      repaired(schema, likely(schema), (field) => chance.pick([...plain, ...words, ...familiar(field), ...familiar(field)])),
    spoiled: (given) => spoil(given, hostile)
  }
  return hostile
}

interface Making {
  readonly root: Form
  readonly hostile: Hostile
  readonly words: readonly string[]
  readonly familiar: Familiar
  /** Name of the field that is being made. */
  readonly field: string
}

function likelyOf(form: Form, making: Making, depth: number): unknown {
  const { hostile } = making
  if (depth > 12) return null
  if ('const' in form) return form['const']
  if (Array.isArray(form['enum'])) return hostile.pick(form['enum'])
  const choices = (form['anyOf'] ?? form['oneOf']) as readonly Form[] | undefined
  if (choices) return likelyOf(hostile.pick(choices), making, depth + 1)
  if (typeof form['$ref'] === 'string') return likelyOf(named(form['$ref'], making.root), making, depth + 1)
  if (form['type'] === 'object') return likelyRecord(form, making, depth)
  if (form['type'] === 'array') return likelyList(form, making, depth)
  return likelyScalar(form, making)
}

function named(reference: string, root: Form): Form {
  const definitions = (root['$defs'] ?? {}) as Readonly<Record<string, Form>>
  return definitions[reference.replace('#/$defs/', '')] ?? {}
}

function likelyRecord(form: Form, making: Making, depth: number): unknown {
  const required = new Set((form['required'] ?? []) as readonly string[])
  const fields = Object.entries((form['properties'] ?? {}) as Readonly<Record<string, Form>>)
    .filter(([name]) => required.has(name) || making.hostile.happens(0.5))
    .map(([name, field]) => [name, likelyOf(field, { ...making, field: name }, depth + 1)] as const)
  const others = form['additionalProperties']
  if (typeof others !== 'object' || others === null) return Object.fromEntries(fields)
  return { ...Object.fromEntries(fields), [making.hostile.pick(making.words)]: likelyOf(others as Form, making, depth + 1) }
}

function likelyList(form: Form, making: Making, depth: number): unknown {
  const places = form['prefixItems'] as readonly Form[] | undefined
  if (places) return places.map((place) => likelyOf(place, making, depth + 1))
  const least = Number(form['minItems'] ?? 0)
  const item = (form['items'] ?? {}) as Form
  return Array.from({ length: making.hostile.between(least, least + 2) }, () => likelyOf(item, making, depth + 1))
}

function likelyScalar(form: Form, { hostile, words, familiar, field }: Making): unknown {
  if (form['type'] === 'string') {
    const known = familiar(field)
    return hostile.pick(known.length > 0 && hostile.happens(0.9) ? known : words)
  }
  if (form['type'] === 'boolean') return hostile.happens(0.5)
  if (form['type'] === 'null') return null
  if (form['type'] !== 'integer' && form['type'] !== 'number') return hostile.value()
  const least = Math.max(Number(form['minimum'] ?? -3), -(2 ** 40))
  return hostile.between(least, Math.min(Number(form['maximum'] ?? 2 ** 40), least + hostile.pick([1, 50, 10_000])))
}

const plain: readonly unknown[] = [null, [], {}, false, true, 0, 1, 2, 60, 100]

/** Puts other values where the schema found something wrong, as long as it does. */
function repaired(schema: z.ZodType, first: unknown, other: (field: string) => unknown): unknown {
  let value = structuredClone(first)
  for (let round = 0; round < 300; round++) {
    const issue = schema.safeParse(value).error?.issues[0]
    if (issue === undefined) break
    const { path } = issue
    const holder = path.slice(0, -1).reduce<unknown>((at, step) => (at as Record<PropertyKey, unknown> | null | undefined)?.[step], value)
    const last = path.at(-1)
    if (issue.code === 'unrecognized_keys')
      removeKeys(
        path.reduce<unknown>((at, step) => (at as Record<PropertyKey, unknown>)[step], value),
        issue.keys
      )
    else if (last === undefined || typeof holder !== 'object' || holder === null) value = other('')
    else (holder as Record<PropertyKey, unknown>)[last] = other(path.findLast((step): step is string => typeof step === 'string') ?? '')
  }
  return value
}

function removeKeys(holder: unknown, keys: readonly string[]): void {
  for (const key of keys) Reflect.deleteProperty(holder as object, key)
}

/** Another value in some place, one more or one fewer. */
function spoil(value: unknown, hostile: Hostile): unknown {
  if (typeof value !== 'object' || value === null || hostile.happens(0.1)) return hostile.value()
  if (Array.isArray(value)) {
    if (value.length === 0 || hostile.happens(0.2)) return [...value, hostile.value()]
    const at = hostile.between(0, value.length - 1)
    return value.map((item: unknown, index) => (index === at ? spoil(item, hostile) : item))
  }
  const entries = Object.entries(value)
  if (entries.length === 0 || hostile.happens(0.15))
    return { ...value, [hostile.pick(['surplus', 'constructor', '\u0000'])]: hostile.value() }
  const at = hostile.between(0, entries.length - 1)
  const isLeft = hostile.happens(0.2)
  return Object.fromEntries(
    entries.filter((_, index) => index !== at || !isLeft).map(([name, item], index) => [name, index === at ? spoil(item, hostile) : item])
  )
}
