// Parts used on a ticket, and the line that adds one. Giving a part back marks it; nothing is erased.

import { ActionIcon, Button, TextInput } from '@mantine/core'
import { IconArrowBackUp } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import type { Organisation } from '#core/organisation/organisation.entity.ts'
import type { Ticket } from '#core/tickets/ticket.entity.ts'
import type { PartUse } from '#core/work/part-use.entity.ts'
import { workWords } from '#core/words/rooms-tickets.ts'
import { useDraft } from '#renderer/live/use-draft.ts'
import { useQuery } from '#renderer/live/use-query.ts'
import { minorDigits, moneyWords, readMinor } from '#renderer/features/records/index.ts'
import { useAct } from '#renderer/ui/use-act.ts'
import styles from './ticket.module.css'

export function Parts({ row }: { row: Ticket }): React.JSX.Element {
  const act = useAct()
  const parts = useQuery<PartUse>({ entity: 'part_use', parentId: row.id, sort: [{ field: 'at', direction: 'descending' }], limit: 500 })
  return (
    <section className={styles['card']} aria-label={workWords.parts}>
      <h2 className={styles['cardTitle']}>{workWords.parts}</h2>
      {!parts.loading && parts.total === 0 && <p className={styles['quiet']}>{workWords.noParts}</p>}
      <ul className={styles['rows']}>
        {parts.rows.map((part) => (
          <li key={part.id} className={styles['workLine']} data-voided={part.returnedAt !== null}>
            <b className={styles['amount']}>{part.quantity} ×</b>
            <span className={styles['workText']}>
              {part.description}
              {part.sku !== '' && <span className={styles['quiet']}> · {part.sku}</span>}
              {part.returnedAt !== null && ` · ${workWords.returned}`}
            </span>
            <span>{moneyWords(part.unitPriceMinor * part.quantity, part.currency)}</span>
            {part.returnedAt === null && (
              <ActionIcon
                size="sm"
                variant="subtle"
                color="gray"
                aria-label={workWords.returnPart}
                title={workWords.returnPart}
                onClick={() =>
                  void act(
                    { name: 'part.return', input: { id: part.id, ticketId: row.id, reason: workWords.returnReason } },
                    { done: workWords.returned }
                  )
                }
              >
                <IconArrowBackUp size={14} />
              </ActionIcon>
            )}
          </li>
        ))}
      </ul>
      {row.archivedAt === null && <PartForm ticketId={row.id} />}
    </section>
  )
}

interface PartDraft {
  readonly description: string
  readonly quantity: string
  readonly price: string
}

const blank: PartDraft = { description: '', quantity: '1', price: '' }

function PartForm({ ticketId }: { ticketId: string }): React.JSX.Element {
  const draft = useDraft<PartDraft>(`part:${ticketId}`)
  const [problem, setProblem] = useState<{ readonly field: keyof PartDraft; readonly reason: string } | null>(null)
  const organisation = useQuery<Organisation>({ entity: 'organisation', limit: 1 }).rows[0]
  const act = useAct()
  const value = draft.value ?? blank
  const change = (part: Partial<PartDraft>): void => draft.set({ ...value, ...part })
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
