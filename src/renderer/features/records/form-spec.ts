// What a form asks and how typed text becomes the values of a command. What was typed stays text until it is saved, so that nothing
// is lost or silently changed while typing.

import type { ComponentType } from 'react'
import type { Filter } from '#store/contract.ts'
import { percentText } from '#core/documents/amount-text.ts'
import { formWords } from '#core/words/rooms-records.ts'
import { readMinutes } from '#renderer/features/timers/index.ts'
import { minorDigits, readMinor, shownMinor } from './money.ts'

/** One question of a form. */
export interface FormFieldSpec {
  readonly name: string
  readonly label: string
  /** `percent` and `factor` are basis points, typed as `7.5` and `1.5`; `minutes` is typed as `45`, `1:30` or `1.5 h`. */
  readonly kind:
    | 'line'
    | 'text'
    | 'number'
    | 'decimal'
    | 'money'
    | 'percent'
    | 'factor'
    | 'minutes'
    | 'date'
    | 'choice'
    | 'choices'
    | 'entity'
    | 'entities'
    | 'tags'
    | 'boolean'
    | 'custom'
  /** Decimals of a percentage; left out: two. */
  readonly decimals?: 4
  readonly required?: boolean
  readonly hint?: string
  readonly choices?: readonly { readonly value: string; readonly label: string }[]
  readonly entity?: string
  readonly where?: readonly Filter[]
  /** Stands in the control while nothing is chosen. */
  readonly placeholder?: string
  /** Stands at half the width beside the next one. */
  readonly half?: boolean
  /** Starts a titled group. */
  readonly group?: string
  /** The group is folded up until it is asked for, or something in it is filled in or wrong. */
  readonly folded?: boolean
  /** A text that null stands for, such as "every client"; left out: empty stays empty. */
  readonly nullLabel?: string
  /** Asked only while this holds of what stands in the form; left out: always. */
  readonly when?: (typed: Typed) => boolean
  /** How a value of kind `custom` is typed, read and shown. */
  readonly custom?: CustomControl
}

/** A value with a shape of its own: opening hours, clauses, rates. What is typed must be plain data, because drafts keep it. */
export interface CustomControl {
  readonly control: ComponentType<CustomControlProps>
  readonly toTyped: (value: unknown, currency: string) => unknown
  readonly fromTyped: (typed: unknown, currency: string) => ReadValue
}

/** What a control of a custom value takes. */
export interface CustomControlProps {
  readonly label: string
  readonly value: unknown
  readonly currency: string
  /** Why it can't be taken as it is, and where inside it, such as `mon.0`. */
  readonly problem: string | undefined
  readonly problemPath: string | undefined
  readonly onChange: (value: unknown) => void
}

/** A value for a command, or why there is none; `path` names the place inside a custom value. */
export type ReadValue = { readonly value: unknown } | { readonly problem: string; readonly path?: string }

/** What stands in the form's controls. */
export type Typed = Readonly<Record<string, unknown>>

/** Values for a command, or the problem per field. */
export type ReadForm = { readonly ok: true; readonly values: Typed } | { readonly ok: false; readonly problems: Problems }

/** What is wrong, by field; `path` names the place inside a custom value. */
export type Problems = Readonly<Record<string, { readonly text: string; readonly path?: string | undefined }>>

/** A row's values as they are typed. */
export function typedOf(fields: readonly FormFieldSpec[], row: Typed, currency: string): Typed {
  return Object.fromEntries(fields.map((field) => [field.name, toTyped(field, row[field.name], currency)]))
}

/** Reads everything typed; `initial` are the values from which the form started. */
export function readForm(fields: readonly FormFieldSpec[], typed: Typed, currency: string): ReadForm {
  const values: Record<string, unknown> = {}
  const problems: Record<string, Problems[string]> = {}
  for (const field of fields) {
    if (field.when?.(typed) === false) continue
    const read = fromTyped(field, typed[field.name], currency)
    if ('problem' in read) problems[field.name] = { text: read.problem, path: read.path }
    else if (field.required && (read.value === '' || read.value === null)) problems[field.name] = { text: formWords.required }
    else values[field.name] = read.value
  }
  return Object.keys(problems).length > 0 ? { ok: false, problems } : { ok: true, values }
}

function toTyped(field: FormFieldSpec, value: unknown, currency: string): unknown {
  if (field.kind === 'money') return typeof value === 'number' ? shownMinor(value, currency) : ''
  if (field.kind === 'number' || field.kind === 'decimal') return typeof value === 'number' ? String(value) : ''
  if (field.kind === 'percent') return typeof value === 'number' ? percentText(value) : ''
  if (field.kind === 'factor') return typeof value === 'number' ? String(value / 10_000) : ''
  if (field.kind === 'minutes') return typeof value === 'number' ? typedMinutes(value) : ''
  if (field.kind === 'custom') return field.custom?.toTyped(value, currency) ?? null
  if (field.kind === 'date') return value ?? ''
  return (
    value ?? (field.kind === 'tags' ? [] : field.kind === 'boolean' ? false : field.kind === 'line' || field.kind === 'text' ? '' : null)
  )
}

function fromTyped(field: FormFieldSpec, typed: unknown, currency: string): ReadValue {
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
    case 'decimal':
      if (text === '') return { value: null }
      return /^-?\d{1,12}([.,]\d{1,6})?$/.test(text) ? { value: Number(text.replace(',', '.')) } : { problem: formWords.expectedDecimal }
    case 'percent':
      return field.decimals === 4 ? readShare(text, 4, formWords.expectedPercent, 100) : readShare(text, 2, formWords.expectedPercent)
    case 'factor':
      return readShare(text, 4, formWords.expectedFactor)
    case 'minutes': {
      const minutes = text === '' ? null : readMinutes(text)
      return minutes === null && text !== '' ? { problem: formWords.expectedMinutes } : { value: minutes }
    }
    case 'custom':
      return field.custom?.fromTyped(typed, currency) ?? { value: null }
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

/** A share as so many of its last digits; `perPoint` of them are a basis point. */
function readShare(text: string, digits: number, expected: string, perPoint = 1): ReadValue {
  if (text === '') return { value: null }
  const share = readMinor(text, digits)
  return share === null || share < 0 ? { problem: expected } : { value: share / perPoint }
}

/** Minutes as they are typed: `45`, `8 h`, `1:30`. */
export function typedMinutes(minutes: number): string {
  if (minutes < 60) return String(minutes)
  return minutes % 60 === 0 ? `${String(minutes / 60)} h` : `${String(Math.floor(minutes / 60))}:${String(minutes % 60).padStart(2, '0')}`
}
