// How a column's text becomes a field: the kinds of field there are, and the short form in which targets list their names.

/** How a field's text is read. */
export type FieldKind =
  | 'line'
  | 'text'
  | 'integer'
  | 'boolean'
  | 'date'
  | 'instant'
  | 'money'
  | 'tags'
  | 'choice'
  | 'level'
  | 'priority'
  | 'client'
  | 'person'
  | 'team'

/** A field that a column can be mapped to. `aliases` are the names under which other systems know it, most telling first. */
export interface ImportField {
  readonly key: string
  readonly kind: FieldKind
  readonly aliases: readonly string[]
  readonly required?: boolean
  /** Longest text that the record takes, UTF-16 units. */
  readonly max?: number
  /** Values of a choice, and what others call them. */
  readonly choices?: readonly string[]
  readonly synonyms?: Readonly<Record<string, string>>
}

/** Splits `a | b | c`. */
export function names(list: string): readonly string[] {
  return list.split(' | ')
}

/** What a table says of a word that stands in a file: `constructor` is a word there like any other. */
export function saidOf<Value>(table: Readonly<Record<string, Value>> | undefined, word: string): Value | undefined {
  return table !== undefined && Object.hasOwn(table, word) ? table[word] : undefined
}

/** Turns value → `what | others | say` round, so that each of their words finds the value. */
export function synonymsOf(table: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(table).flatMap(([value, others]) => names(others).map((other) => [other, value])))
}
