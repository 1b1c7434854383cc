// A part that is in no catalogue: its name, how many, and what one costs. What was typed is a draft until it is used.

import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { Organisation } from '#core/organisation/organisation.entity.ts'
import { workWords } from '#core/words/rooms-tickets.ts'
import { minorDigits, readMinor } from '#renderer/features/records/index.ts'
import { useDraft } from '#renderer/live/use-draft.ts'
import { useQuery } from '#renderer/live/use-query.ts'
import { useAct } from '#renderer/ui/use-act.ts'
import styles from './ticket.module.css'

interface PartDraft {
  readonly description: string
  readonly quantity: string
  readonly price: string
}

const blank: PartDraft = { description: '', quantity: '1', price: '' }

export function OtherPartForm({ ticketId }: { ticketId: string }): React.JSX.Element {
  const draft = useDraft<PartDraft>(`part:${ticketId}`)
  const [problem, setProblem] = useState<{ readonly field: keyof PartDraft; readonly reason: string } | null>(null)
  const organisation = useQuery<Organisation>({ entity: 'organisation', limit: 1 }).rows[0]
  const act = useAct()
  const value = draft.value ?? blank
  const change = (part: Partial<PartDraft>): void => draft.change((now) => ({ ...(now ?? blank), ...part }))
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const currency = organisation?.currency ?? 'EUR'
    const quantity = Number(value.quantity)
    const unitPriceMinor = readMinor(value.price, minorDigits(currency))
    if (!Number.isInteger(quantity) || quantity < 1) return setProblem({ field: 'quantity', reason: workWords.badQuantity })
    if (unitPriceMinor === null || unitPriceMinor < 0) return setProblem({ field: 'price', reason: workWords.badPrice })
    const input = { ticketId, description: value.description, quantity, unitPriceMinor, currency }
    const reason = await act({ name: 'part.use', input }, { done: workWords.partUsed(value.description), quietRefusal: true })
    setProblem(reason === null ? null : { field: 'description', reason })
    if (reason === null) draft.clear()
  }
  const field = (name: keyof PartDraft, label: string) => ({
    label,
    required: true,
    value: value[name],
    error: problem?.field === name ? problem.reason : null,
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => change({ [name]: event.currentTarget.value })
  })
  return (
    <form className={styles['logTime']} aria-label={workWords.addPart} onSubmit={(event) => void submit(event)}>
      <TextInput {...field('description', workWords.part)} style={{ flex: '1 1 200px' }} />
      <TextInput {...field('quantity', workWords.quantity)} w={88} inputMode="numeric" />
      <TextInput {...field('price', workWords.price)} w={120} inputMode="decimal" />
      <Button type="submit" variant="default" style={{ alignSelf: 'flex-end' }}>
        {workWords.add}
      </Button>
    </form>
  )
}
