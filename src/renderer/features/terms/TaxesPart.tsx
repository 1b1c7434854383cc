// Tax rates with their categories, as electronic invoices name them.

import { type TaxRate, taxCategories } from '#core/billing/tax-rate.entity.ts'
import { percentText } from '#core/documents/amount-text.ts'
import { settingsParts } from '#core/words/rooms-settings.ts'
import { taxWords as words, termsWords } from '#core/words/rooms-terms.ts'
import type { FormFieldSpec } from '#renderer/features/records/index.ts'
import { KeptPart } from './KeptPart.tsx'

const fields: readonly FormFieldSpec[] = [
  { name: 'name', label: termsWords.name, kind: 'line', required: true },
  {
    name: 'category',
    label: words.category,
    kind: 'choice',
    required: true,
    half: true,
    choices: taxCategories.map((category) => ({ value: category, label: words.categories[category] }))
  },
  { name: 'rate', label: words.rate, kind: 'percent', decimals: 4, required: true, half: true },
  { name: 'country', label: words.country, kind: 'line', half: true, hint: words.countryHint },
  { name: 'exemptionReason', label: words.exemptionReason, kind: 'line', hint: words.exemptionHint },
  { name: 'validFrom', label: words.validFrom, kind: 'date', half: true },
  { name: 'validTo', label: words.validTo, kind: 'date', half: true }
]

export function TaxesPart(): React.JSX.Element {
  return (
    <KeptPart<TaxRate>
      title={settingsParts.taxes}
      lead={words.lead}
      empty={words.empty}
      newLabel={words.new}
      entity="tax_rate"
      command="tax-rate"
      fields={fields}
      defaults={{ category: 'S', rate: 0 }}
      noteOf={(row) => `${words.percent(percentText(row.rate))} · ${words.categories[row.category]}`}
    />
  )
}
