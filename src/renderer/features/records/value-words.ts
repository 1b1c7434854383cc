// Values of fields as words of a history, short enough for one line.

import { fullMoment } from '#renderer/ui/moments.ts'
import { formWords } from '#core/words/rooms-records.ts'

/** A value in words; instants of fields that end in `At` or `Since` as dates. */
export function valueWords(value: unknown, field = ''): string {
  if (value === null || value === undefined || value === '') return formWords.notSet
  if (typeof value === 'boolean') return value ? formWords.yes : formWords.no
  if (typeof value === 'number' && /(At|Since|From|To)$/.test(field)) return fullMoment(value)
  if (Array.isArray(value)) return value.length === 0 ? formWords.notSet : value.map((one) => valueWords(one)).join(', ')
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > 400 ? `${text.slice(0, 399)}…` : text
}
