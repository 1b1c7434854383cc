// Which lines of a document a credit note takes back, and how much of each: a quantity, an amount, or all that is left.

import { Checkbox, Group, TextInput } from '@mantine/core'
import type { CreditableLine, CreditPart } from '#core/billing/credit-note.ts'
import { documentWords as words, unitSigns } from '#core/words/rooms-billing.ts'
import {
  type CustomControl,
  type CustomControlProps,
  minorDigits,
  moneyWords,
  type ReadValue,
  readMinor
} from '#renderer/features/records/index.ts'
import { FormField } from '#renderer/ui/FormField.tsx'
import styles from './billing.module.css'

interface TypedPart {
  readonly lineId: string
  readonly description: string
  /** What is left, as it is shown. */
  readonly left: string
  readonly byQuantity: boolean
  readonly chosen: boolean
  readonly quantity: string
  readonly amount: string
}

/** Parts of a document, as a field of a form; its value is the lines with what is left of them. */
export const creditParts: CustomControl = { control: CreditParts, toTyped, fromTyped }

function CreditParts({ label, value, problem, problemPath, onChange }: CustomControlProps): React.JSX.Element {
  const parts = value as readonly TypedPart[]
  const change = (place: number, fields: Partial<TypedPart>): void =>
    onChange(parts.map((part, at) => (at === place ? { ...part, ...fields } : part)))
  return (
    <FormField label={label} hint={words.creditPartsHint} problem={problem}>
      <div className={styles['parts']} role="group" aria-label={label}>
        {parts.map((part, place) => (
          <Group key={part.lineId} gap="xs" wrap="nowrap" align="flex-start">
            <Checkbox
              style={{ flex: 1, minWidth: 0 }}
              styles={{ label: { overflowWrap: 'anywhere' } }}
              label={part.description}
              description={words.leftToCredit(part.left)}
              checked={part.chosen}
              onChange={(event) => change(place, { chosen: event.currentTarget.checked })}
            />
            {(['quantity', 'amount'] as const).map((field) => (
              <TextInput
                key={field}
                size="xs"
                w={88}
                inputMode="decimal"
                disabled={field === 'quantity' && !part.byQuantity}
                aria-label={words.creditOf(field, part.description)}
                placeholder={words.creditFields[field]}
                value={part[field]}
                error={problemPath === String(place)}
                onChange={(event) => {
                  const typed = event.currentTarget.value
                  change(place, {
                    chosen: true,
                    ...(field === 'quantity' ? { quantity: typed, amount: '' } : { amount: typed, quantity: '' })
                  })
                }}
              />
            ))}
          </Group>
        ))}
      </div>
    </FormField>
  )
}

function toTyped(value: unknown, currency: string): readonly TypedPart[] {
  const lines = (value ?? []) as readonly CreditableLine[]
  return lines
    .filter(({ netMinor }) => netMinor !== 0)
    .map(({ line, netMinor, quantity }) => {
      const amount = moneyWords(netMinor, currency)
      const left = quantity === null ? amount : `${`${quantity} ${unitSigns[line.unit]}`.trim()}, ${amount}`
      return {
        lineId: line.id,
        description: line.description,
        left,
        byQuantity: quantity !== null,
        chosen: false,
        quantity: '',
        amount: ''
      }
    })
}

function fromTyped(typed: unknown, currency: string): ReadValue {
  const parts: CreditPart[] = []
  for (const [place, { lineId, chosen, quantity, amount }] of (typed as readonly TypedPart[]).entries()) {
    if (!chosen) continue
    const path = String(place)
    const asked = quantity.trim().replace(',', '.')
    if (asked !== '' && !/^(?:0|[1-9]\d{0,8})(?:\.\d{1,6})?$/.test(asked)) return { problem: words.expectedQuantity, path }
    const amountMinor = amount.trim() === '' ? null : readMinor(amount, minorDigits(currency))
    if (amount.trim() !== '' && (amountMinor === null || amountMinor <= 0)) return { problem: words.expectedAmount, path }
    parts.push({ lineId, ...(asked === '' ? {} : { quantity: asked }), ...(amountMinor === null ? {} : { amountMinor }) })
  }
  return parts.length === 0 ? { problem: words.noPartChosen } : { value: parts }
}
