// Values of fields as words of a history, short enough for one line.

import { fullMoment } from '#renderer/ui/moments.ts'
import { formWords } from '#core/words/rooms-records.ts'

/** A value in words; instants of fields that end in `At` or `Since` as dates. */
export function valueWords(value: unknown, field = ''): string {
  if (value === null || value === undefined || value === '') return formWords.notSet
  if (typeof value === 'boolean') return value ? formWords.yes : formWords.no
  if (typeof value === 'number' && /(At|Since|From|To)$/.test(field)) return fullMoment(value)
  if (Array.isArray(value)) return listWords(value)
  const text = typeof value === 'object' ? recordWords(value) : typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > 400 ? `${text.slice(0, 399)}…` : text
}

/** Short lists one by one; of lines with many fields only how many there are. */
function listWords(list: readonly unknown[]): string {
  if (list.length === 0) return formWords.notSet
  const isShort = list.every((one) => typeof one !== 'object') || list.length <= 3
  return isShort ? list.map((one) => valueWords(one)).join(', ') : formWords.entries(list.length)
}

/** A value with fields of its own: its name where it has one, else what is filled in. Never the form in which a machine keeps it. */
function recordWords(record: object): string {
  if ('name' in record && typeof record.name === 'string' && record.name !== '') return record.name
  const filled = Object.values(record).filter((one) => one !== null && one !== '' && !(Array.isArray(one) && one.length === 0))
  return filled.length === 0 ? formWords.notSet : filled.map((one) => valueWords(one)).join(', ')
}
