import { describe, expect, it } from 'vitest'
import { percentText } from '#core/documents/amount-text.ts'
import { type FormFieldSpec, readForm, typedOf } from '#renderer/features/records/form-spec.ts'

const coarse: FormFieldSpec = { name: 'share', label: 'Share', kind: 'percent' }
const fine: FormFieldSpec = { ...coarse, decimals: 4 }

describe('percentages', () => {
  it('are typed with two decimals, or four where a field has them, and are kept in basis points', () => {
    const read = (field: FormFieldSpec, share: string) => {
      const form = readForm([field], { share }, 'EUR')
      return form.ok ? form.values['share'] : null
    }
    expect([read(coarse, '7.5'), read(coarse, '19'), read(coarse, '8.875'), read(coarse, '-1')]).toEqual([750, 1900, null, null])
    expect([read(fine, '8.875'), read(fine, '8,1875'), read(fine, '19'), read(fine, '1.00001')]).toEqual([887.5, 818.75, 1900, null])
  })

  it('stand in the form and on documents as they were typed', () => {
    expect([750, 1900, 887.5, 818.75, 829.17].map((share) => typedOf([fine], { share }, 'EUR')['share'])).toEqual([
      '7.5',
      '19',
      '8.875',
      '8.1875',
      '8.2917'
    ])
    expect(percentText(887.5)).toBe('8.875')
  })
})
