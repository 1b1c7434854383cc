// Reads the input of a case field by field; whatever is missing or of the wrong type is named by its path.

/** What a case, or a file, says wrongly. */
export class InvalidInput extends Error {}

const instantForm = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)$/

const firstInstant = Date.UTC(1900, 0)
const lastInstant = Date.UTC(2300, 0)

/** An object of the input with its path. A field that is null counts as left out. */
export class Input {
  readonly value: { readonly [key: string]: unknown }
  readonly path: string

  constructor(value: unknown, path = '') {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong(path, 'an object', value)
    this.value = value as { readonly [key: string]: unknown }
    this.path = path
  }

  /** The path of a field. */
  at(name: string): string {
    return this.path === '' ? name : `${this.path}.${name}`
  }

  /** A field as it stands; undefined when left out. */
  get(name: string): unknown {
    return this.value[name] ?? undefined
  }

  has(name: string): boolean {
    return this.get(name) !== undefined
  }

  number(name: string, absent?: number): number {
    const value = this.get(name)
    if (value === undefined && absent !== undefined) return absent
    return asNumber(value, this.at(name))
  }

  /** A whole number: an amount in minor units, a count. */
  integer(name: string, absent?: number): number {
    const value = this.number(name, absent)
    if (!Number.isSafeInteger(value)) throw wrong(this.at(name), 'a whole number', value)
    return value
  }

  text(name: string, absent?: string): string {
    const value = this.get(name) ?? absent
    if (typeof value !== 'string') throw wrong(this.at(name), 'text', value)
    return value
  }

  flag(name: string, absent: boolean): boolean {
    const value = this.get(name) ?? absent
    if (typeof value !== 'boolean') throw wrong(this.at(name), 'true or false', value)
    return value
  }

  /**
   * An instant, UTC milliseconds. One without zone is refused: it would be read in the zone of this machine. So are years that no desk knows.
   */
  instant(name: string): number {
    const value = this.text(name)
    const at = instantForm.test(value) ? Date.parse(value) : Number.NaN
    if (!(at >= firstInstant && at < lastInstant)) throw wrong(this.at(name), 'an instant such as 2026-01-31T09:00:00Z', value)
    return at
  }

  /** A calendar date `YYYY-MM-DD`. */
  date(name: string): string {
    const value = this.text(name)
    const isDate = /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value)) && new Date(value).toISOString().startsWith(value)
    if (!isDate) throw wrong(this.at(name), 'a date such as 2026-01-31', value)
    return value
  }

  /** One of the words that a table knows. */
  word<T>(name: string, words: { readonly [word: string]: T }, absent: string): T {
    const word = this.text(name, absent)
    const meaning = Object.hasOwn(words, word) ? words[word] : undefined
    if (meaning === undefined) throw wrong(this.at(name), `one of ${Object.keys(words).join(', ')}`, word)
    return meaning
  }

  /** A list as it stands; empty when left out. */
  list(name: string): readonly unknown[] {
    const value = this.get(name) ?? []
    if (!Array.isArray(value)) throw wrong(this.at(name), 'a list', value)
    return value
  }

  /** A list of objects. */
  inputs(name: string): readonly Input[] {
    return this.list(name).map((value, index) => new Input(value, `${this.at(name)}[${index}]`))
  }

  /** A list of numbers; may not be left out. */
  numbers(name: string): readonly number[] {
    if (!this.has(name)) throw wrong(this.at(name), 'a list', undefined)
    return this.list(name).map((value, index) => asNumber(value, `${this.at(name)}[${index}]`))
  }

  /** An object; empty when left out. */
  input(name: string): Input {
    return new Input(this.get(name) ?? {}, this.at(name))
  }
}

/** What is said when a field isn't as it should be. */
export function wrong(path: string, expected: string, got: unknown): InvalidInput {
  return new InvalidInput(`${path}: expected ${expected}, got ${got === undefined ? 'nothing' : JSON.stringify(got)}`)
}

/** An instant as cases write it. */
export function isoOf(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString()
}

/** Fields of an input that a kind doesn't know, by path. `known` names leaves such as `pauses[].from`; what a leaf holds is its own. */
export function unknownFields(value: unknown, known: readonly string[], path = ''): readonly string[] {
  if (Array.isArray(value)) return [...new Set(value.flatMap((each) => unknownFields(each, known, `${path}[]`)))]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, each]) => {
    const field = path === '' ? name : `${path}.${name}`
    if (known.includes(field)) return []
    const isBranch = known.some((leaf) => leaf.startsWith(`${field}.`) || leaf.startsWith(`${field}[]`))
    return isBranch ? unknownFields(each, known, field) : [field]
  })
}

function asNumber(value: unknown, path: string): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw wrong(path, 'a number', value)
  return value
}
