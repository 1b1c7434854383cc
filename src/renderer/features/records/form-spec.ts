// What a form asks and how typed text becomes the values of a command. What was typed stays text until it is saved, so that nothing
// is lost or silently changed while typing.

import type { Filter } from '#store/contract.ts'
import { formWords } from '#core/words/rooms-records.ts'
import { minorDigits, readMinor, shownMinor } from './money.ts'

/** One question of a form. */
export interface FormFieldSpec {
  readonly name: string
  readonly label: string
  readonly kind: 'line' | 'text' | 'number' | 'money' | 'date' | 'choice' | 'entity' | 'entities' | 'tags' | 'boolean'
  readonly required?: boolean
  readonly hint?: string
  readonly choices?: readonly { readonly value: string; readonly label: string }[]
  readonly entity?: string
  readonly where?: readonly Filter[]
  /** Stands at half the width beside the next one. */
  readonly half?: boolean
  /** Starts a titled group. */
  readonly group?: string
  /** A text that null stands for, such as "every client"; left out: empty stays empty. */
  readonly nullLabel?: string
}

/** What stands in the form's controls. */
export type Typed = Readonly<Record<string, unknown>>

/** Values for a command, or the problem per field. */
export type ReadForm =
  | { readonly ok: true; readonly values: Typed }
  | { readonly ok: false; readonly problems: Readonly<Record<string, string>> }

/** A row's values as they are typed. */
export function typedOf(fields: readonly FormFieldSpec[], row: Typed, currency: string): Typed {
  return Object.fromEntries(fields.map((field) => [field.name, toTyped(field, row[field.name], currency)]))
}

/** Reads everything typed; `initial` are the values from which the form started. */
export function readForm(fields: readonly FormFieldSpec[], typed: Typed, currency: string): ReadForm {
  const values: Record<string, unknown> = {}
  const problems: Record<string, string> = {}
  for (const field of fields) {
    const read = fromTyped(field, typed[field.name], currency)
    if ('problem' in read) problems[field.name] = read.problem
    else if (field.required && (read.value === '' || read.value === null)) problems[field.name] = formWords.required
    else values[field.name] = read.value
  }
  return Object.keys(problems).length > 0 ? { ok: false, problems } : { ok: true, values }
}

function toTyped(field: FormFieldSpec, value: unknown, currency: string): unknown {
  if (field.kind === 'money') return typeof value === 'number' ? shownMinor(value, currency) : ''
  if (field.kind === 'number') return typeof value === 'number' ? String(value) : ''
  if (field.kind === 'date') return value ?? ''
  return (
    value ?? (field.kind === 'tags' ? [] : field.kind === 'boolean' ? false : field.kind === 'line' || field.kind === 'text' ? '' : null)
  )
}

function fromTyped(field: FormFieldSpec, typed: unknown, currency: string): { readonly value: unknown } | { readonly problem: string } {
  const text = typeof typed === 'string' ? typed.trim() : ''
  switch (field.kind) {
    case 'money': {
      if (text === '') return { value: null }
      const minor = readMinor(text, minorDigits(currency))
      return minor === null ? { problem: formWords.expectedMoney } : { value: minor }
    }
    case 'number':
      if (text === '') return { value: null }
      return /^-?\d{1,12}$/.test(text) ? { value: Number(text) } : { problem: formWords.expectedNumber }
    case 'date':
      return { value: text === '' ? null : text }
    case 'line':
      return { value: text }
    case 'text':
      return { value: typeof typed === 'string' ? typed : '' }
    default:
      return { value: typed ?? null }
  }
}
