// SLA policies: what is promised by priority, in which calendar, and how the clocks run.

import { useMemo } from 'react'
import { clockKinds, waitableStatuses } from '#core/sla/sla-terms.ts'
import type { SlaPolicyRow } from '#core/sla/sla-policy.entity.ts'
import { clockWords, slaPolicyWords as words, termsWords, waitableWords } from '#core/words/rooms-terms.ts'
import { settingsParts } from '#core/words/rooms-settings.ts'
import type { FormFieldSpec } from '#renderer/features/records/index.ts'
import { useQuery } from '#renderer/live/use-query.ts'
import { KeptPart } from './KeptPart.tsx'
import { slaTargets } from './SlaTargets.tsx'

const fields: readonly FormFieldSpec[] = [
  { name: 'name', label: termsWords.name, kind: 'line', required: true, half: true },
  {
    name: 'calendarId',
    label: words.calendar,
    kind: 'entity',
    entity: 'calendar',
    where: [{ op: 'empty', field: 'archivedAt' }],
    required: true,
    half: true
  },
  { name: 'targets', label: words.targets, kind: 'custom', custom: slaTargets },
  {
    name: 'pausingStatuses',
    label: words.pausingStatuses,
    kind: 'choices',
    half: true,
    group: words.groups.clocks,
    choices: waitableStatuses.map((status) => ({ value: status, label: waitableWords[status] }))
  },
  {
    name: 'pausedClocks',
    label: words.pausedClocks,
    kind: 'choices',
    half: true,
    choices: clockKinds.map((kind) => ({ value: kind, label: clockWords[kind] }))
  },
  { name: 'warnAt', label: words.warnAt, kind: 'percent', required: true, half: true },
  {
    name: 'anchor',
    label: words.anchor,
    kind: 'choice',
    required: true,
    half: true,
    choices: Object.entries(words.anchors).map(([value, label]) => ({ value, label }))
  },
  { name: 'closedTimeIsPause', label: words.closedTimeIsPause, kind: 'boolean' },
  { name: 'breachIsFinal', label: words.breachIsFinal, kind: 'boolean' },
  { name: 'notes', label: termsWords.notes, kind: 'text' }
]

/** As the policies of domain.md's fourth rule begin. */
const defaults = {
  targets: {},
  pausingStatuses: ['waiting-client', 'waiting-vendor'],
  pausedClocks: ['resolution'],
  closedTimeIsPause: true,
  breachIsFinal: true,
  anchor: 'opened',
  warnAt: 7500
}

export function SlaPoliciesPart(): React.JSX.Element {
  const calendars = useQuery<{ readonly id: string; readonly name: string }>({ entity: 'calendar', limit: 1000 })
  const names = useMemo(() => new Map(calendars.rows.map(({ id, name }) => [id, name])), [calendars.rows])
  return (
    <KeptPart<SlaPolicyRow>
      title={settingsParts['sla-policies']}
      lead={words.lead}
      empty={words.empty}
      newLabel={words.new}
      entity="sla_policy"
      command="sla-policy"
      fields={fields}
      defaults={defaults}
      noteOf={(row) => `${targetsWords(row)} · ${names.get(row.calendarId) ?? ''}`}
    />
  )
}

function targetsWords({ targets }: SlaPolicyRow): string {
  const count = Object.values(targets).flatMap((target) => Object.values(target).filter((minutes) => minutes !== null)).length
  return count === 0 ? words.noPromise : words.promises(count)
}
