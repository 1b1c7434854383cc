// Targets of an SLA policy: a line per priority, a column per clock. An empty cell promises nothing.

import { TextInput } from '@mantine/core'
import type { SlaTargets as Targets } from '#core/sla/sla-terms.ts'
import { clockWords, slaPolicyWords as words } from '#core/words/rooms-terms.ts'
import { priorityWords } from '#core/words/tickets.ts'
import { priorities } from '#core/tickets/ticket.entity.ts'
import { type CustomControl, type CustomControlProps, type ReadValue, typedMinutes } from '#renderer/features/records/index.ts'
import { readMinutes } from '#renderer/features/timers/index.ts'
import { FormField } from '#renderer/ui/FormField.tsx'
import styles from './terms.module.css'

const clocks = [
  { kind: 'first-response', field: 'firstResponseMinutes' },
  { kind: 'next-response', field: 'nextResponseMinutes' },
  { kind: 'resolution', field: 'resolutionMinutes' }
] as const

type TypedTargets = Readonly<Record<string, Readonly<Record<string, string>>>>

/** Targets by priority, as a field of a form. */
export const slaTargets: CustomControl = { control: SlaTargets, toTyped, fromTyped }

function SlaTargets({ label, value, problem, problemPath = '', onChange }: CustomControlProps): React.JSX.Element {
  const typed = value as TypedTargets
  return (
    <FormField label={label} hint={words.targetsHint} problem={problem}>
      <table className={styles['targets']}>
        <thead>
          <tr>
            <th scope="col">{words.priority}</th>
            {clocks.map(({ kind }) => (
              <th key={kind} scope="col">
                {clockWords[kind]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {priorities.map((priority) => (
            <tr key={priority}>
              <th scope="row">{priorityWords[priority]}</th>
              {clocks.map(({ kind, field }) => (
                <td key={kind}>
                  <TextInput
                    size="xs"
                    aria-label={words.targetOf(clockWords[kind], priorityWords[priority])}
                    placeholder="–"
                    value={typed[priority]?.[field] ?? ''}
                    error={problemPath === `${String(priority)}.${field}`}
                    onChange={(event) => onChange({ ...typed, [priority]: { ...typed[priority], [field]: event.currentTarget.value } })}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </FormField>
  )
}

function toTyped(value: unknown): TypedTargets {
  const targets = Object.entries((value ?? {}) as Readonly<Record<string, Targets>>)
  const typed = (minutes: number | null): string => (minutes === null ? '' : typedMinutes(minutes))
  return Object.fromEntries(
    targets.map(([priority, target]) => [priority, Object.fromEntries(clocks.map(({ field }) => [field, typed(target[field])]))])
  )
}

function fromTyped(typed: unknown): ReadValue {
  const read: Record<string, Record<string, number | null>> = {}
  for (const [priority, cells] of Object.entries(typed as TypedTargets)) {
    const target: Record<string, number | null> = {}
    for (const { field } of clocks) {
      const text = cells[field]?.trim() ?? ''
      const minutes = text === '' ? null : readMinutes(text)
      if (text !== '' && minutes === null) return { problem: words.expectedTarget, path: `${priority}.${field}` }
      target[field] = minutes
    }
    if (Object.values(target).some((minutes) => minutes !== null)) read[priority] = target
  }
  return { value: read }
}
