// What a file can't say itself: the order of day and month, the zone of its times, where it comes from, and whose records these are.

import { Select, TextInput } from '@mantine/core'
import { dateOrders } from '#core/imports/dates.ts'
import { importWords as words } from '#core/words/rooms-import.ts'
import { timeZones } from '#renderer/features/clients/index.ts'
import { Section } from '#renderer/ui/Page.tsx'
import { ClientQuestion } from './ClientQuestion.tsx'
import { answer } from './import-actions.ts'
import { useImportState } from './import-state.ts'
import styles from './import.module.css'

const zones = timeZones()
/** Hints of different length under the controls leave these in one line. */
const below: ('label' | 'input' | 'description' | 'error')[] = ['label', 'input', 'description', 'error']

export function QuestionForm(): React.JSX.Element | null {
  const { analysis, questions } = useImportState()
  if (analysis === null || questions === null) return null
  const { dateOrder } = analysis
  return (
    <Section title={words.questions}>
      <div className={styles['questions']}>
        {dateOrder.example !== null && (
          <Select
            label={words.order}
            inputWrapperOrder={below}
            description={dateOrder.sure ? words.orderProven(dateOrder.example) : words.orderOpen(dateOrder.example)}
            error={questions.order === null}
            data={dateOrders.map((order) => ({ value: order, label: words.orders[order] }))}
            value={questions.order}
            allowDeselect={false}
            required
            onChange={(order) => answer({ order })}
          />
        )}
        {analysis.needsZone && (
          <Select
            label={words.zone}
            inputWrapperOrder={below}
            description={words.zoneHint}
            data={[...zones]}
            value={questions.zone}
            searchable
            allowDeselect={false}
            required
            onChange={(zone) => answer({ zone: zone ?? questions.zone })}
          />
        )}
        <TextInput
          label={words.source}
          inputWrapperOrder={below}
          description={words.sourceHint}
          value={questions.source}
          maxLength={80}
          required
          error={questions.source.trim() === ''}
          onChange={(event) => answer({ source: event.currentTarget.value })}
        />
      </div>
      {questions.target !== 'client' && <ClientQuestion />}
    </Section>
  )
}
