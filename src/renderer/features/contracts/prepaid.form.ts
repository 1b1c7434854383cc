// What the form for a prepaid block asks.

import type { PrepaidBlockRow } from '#core/billing/prepaid-block.entity.ts'
import { prepaidWords } from '#core/words/rooms-contracts.ts'
import type { FormFieldSpec, Typed } from '#renderer/features/records/index.ts'

const { fields: words } = prepaidWords
const half = true
const ofHours = (typed: Typed): boolean => typed['kind'] === 'hours'
const ofMoney = (typed: Typed): boolean => typed['kind'] === 'money'

export const prepaidForm: readonly FormFieldSpec[] = [
  { name: 'name', label: words.name, kind: 'line', required: true },
  {
    name: 'kind',
    label: words.kind,
    kind: 'choice',
    required: true,
    half,
    choices: Object.entries(words.kinds).map(([value, label]) => ({ value, label }))
  },
  { name: 'minutes', label: words.minutes, kind: 'minutes', required: true, half, when: ofHours },
  { name: 'amountMinor', label: words.amount, kind: 'money', required: true, half, when: ofMoney },
  { name: 'priceMinor', label: words.price, kind: 'money', required: true, half },
  { name: 'currency', label: words.currency, kind: 'line', required: true, half },
  { name: 'boughtOn', label: words.boughtOn, kind: 'date', required: true, half },
  { name: 'position', label: words.position, kind: 'number', required: true, half, hint: words.positionHint },
  { name: 'validFrom', label: words.validFrom, kind: 'date', half, hint: words.validFromHint },
  { name: 'expiresOn', label: words.expiresOn, kind: 'date', half, hint: words.expiresHint },
  { name: 'isCharged', label: words.isCharged, kind: 'boolean', hint: words.isChargedHint },
  { name: 'onlyHere', label: words.onlyHere, kind: 'boolean' },
  { name: 'notes', label: words.notes, kind: 'text' }
]

/** The row as the form asks it. */
export function prepaidTyped(row: PrepaidBlockRow): Typed {
  return { ...row, onlyHere: row.contractId !== null }
}

/** The form's answers as fields: a block is of hours or of money, never both. */
export function prepaidFields({ onlyHere, ...values }: Typed, contractId: string): Typed {
  return {
    ...values,
    ...(onlyHere === undefined ? {} : { contractId: onlyHere === true ? contractId : null }),
    ...(values['kind'] === 'hours' ? { amountMinor: null } : {}),
    ...(values['kind'] === 'money' ? { minutes: null } : {})
  }
}
