// Why something was not done, in words. Keyed by RefusalType: a new reason doesn't compile without its sentence.

import type { Refusal, RefusalType } from '../kernel/refusal.ts'
import { permissions } from '../kernel/permission.ts'
import { entityWords } from './entities.ts'

/** What a sentence is made from: a refusal as the store hands it to windows. */
export type RefusalLike = Pick<Refusal, 'field' | 'expected'> & { readonly values?: Readonly<Record<string, unknown>> }

type Sentence = (refusal: RefusalLike) => string

/** One sentence per reason. */
export const refusalWords: Readonly<Record<RefusalType, Sentence>> = {
  'invalid-input': ({ field, expected }) => `${fieldOf(field)} can’t be taken as it is${expected ? `: ${expected}` : ''}.`,
  'unknown-command': () => 'The server doesn’t know this action. It may need an update.',
  'unsupported-version': () => 'This action comes from another version of Fixpoint. Please update.',
  forbidden: ({ values }) => {
    const permission = text(values?.['permission'])
    const meaning = Object.entries(permissions).find(([name]) => name === permission)?.[1]
    return meaning ? `Your role may not do this. It needs: ${meaning.toLowerCase()}.` : 'Your role may not do this.'
  },
  'out-of-scope': () => 'This belongs to a client that you can’t see.',
  'missing-row': ({ values }) => `${entityOf(values)} this is about isn’t there any more.`,
  'already-exists': ({ field, values }) => {
    const name = text(values?.['name'])
    return `${fieldOf(field)} is taken${name ? ` by ${name}` : ''}. Choose another one.`
  },
  archived: ({ values }) => `${entityOf(values)} is archived. Restore it first.`,
  'wrong-status': ({ values }) => `The status can’t go from “${text(values?.['from'])}” to “${text(values?.['to'])}”.`,
  'wrong-state': ({ field, expected }) =>
    `This doesn’t fit as things stand${expected ? `: expected ${expected}` : field ? ` (${fieldOf(field)})` : ''}.`,
  'wrong-client': ({ field }) => `${fieldOf(field)} belongs to another client.`,
  'field-not-editable': ({ field }) => `${fieldOf(field)} can’t be changed here.`,
  'unknown-custom-field': () => 'This custom field is no longer in use.',
  'custom-value-invalid': ({ expected, values }) => `“${text(values?.['label'])}” expects ${expected ?? 'another value'}.`,
  'last-administrator': ({ values }) =>
    `${text(values?.['name']) || 'This person'} is the last administrator who sees everything. Make somebody else one first.`,
  'email-taken': ({ values }) =>
    `${text(values?.['email']) || 'This address'} already belongs to ${text(values?.['name']) || 'somebody else'}.`,
  'cause-refused': () => 'It builds on a change that was refused.',
  poisonous: () => 'The server could not work with this. It was set aside so that the rest goes on; nothing was lost.'
}

/** The sentence for a refusal, whatever its type says. */
export function refusalSentence(refusal: RefusalLike & { readonly type: string }): string {
  const known = Object.entries(refusalWords).find(([type]) => type === refusal.type)
  return known ? known[1](refusal) : 'The server refused this.'
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** The last part of an input path, spelled out: `fields.unitPriceMinor` → `Unit price`. */
function fieldOf(path: string | undefined): string {
  const name = (path ?? '').split('.').at(-1) ?? ''
  const words = name
    .replace(/(Ids?|Minor|At|On)$/, '')
    .replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    .trim()
  return words === '' ? 'A value' : words.charAt(0).toUpperCase() + words.slice(1)
}

function entityOf(values: RefusalLike['values']): string {
  const name = text(values?.['entity'])
  const words = Object.entries(entityWords).find(([entity]) => entity === name)?.[1]
  return words ? `The ${words.one.toLowerCase()}` : 'The record'
}
