// The provider itself: name, currency, zone, language.

import { Button } from '@mantine/core'
import { useMemo, useState } from 'react'
import type { Organisation } from '#core/organisation/organisation.entity.ts'
import { documentLanguages } from '#core/words/document-language.ts'
import { formWords } from '#core/words/rooms-records.ts'
import { settingsFieldWords as fields, settingsParts, settingsWords as words } from '#core/words/rooms-settings.ts'
import { timeZones } from '#renderer/features/clients/index.ts'
import { type FormFieldSpec, Quiet, RecordForm } from '#renderer/features/records/index.ts'
import { useRow } from '#renderer/live/use-live.ts'
import { useQuery } from '#renderer/live/use-query.ts'
import { languageName } from '#renderer/ui/names.ts'
import { LoadingState } from '#renderer/ui/LoadingState.tsx'
import { Section } from '#renderer/ui/Page.tsx'
import { Property, PropertyList } from '#renderer/ui/PropertyList.tsx'
import { useAct } from '#renderer/ui/use-act.ts'
import { SellerSection } from './SellerSection.tsx'
import styles from './settings.module.css'
import { useMayAdminister } from './use-may-administer.ts'

export function OrganisationPart(): React.JSX.Element {
  const [editing, setEditing] = useState(false)
  const may = useMayAdminister()
  const act = useAct()
  const form = useMemo(() => organisationForm(), [])
  const { rows } = useQuery<Organisation>({ entity: 'organisation', limit: 1 })
  const [row] = rows
  if (row === undefined) return <LoadingState />
  return (
    <div className={styles['stack']}>
      <Section title={settingsParts.organisation} actions={may && <Button onClick={() => setEditing(true)}>{words.edit}</Button>}>
        <Quiet>{may ? words.organisationLead : words.readOnly}</Quiet>
        <PropertyList label={settingsParts.organisation}>
          <Property label={fields.name}>{row.name}</Property>
          <Property label={fields.currency}>{row.currency}</Property>
          <Property label={fields.timeZone}>{row.timeZone.replaceAll('_', ' ')}</Property>
          <Property label={fields.language}>{languageName(row.language)}</Property>
          {usualTerms.map(({ name, label, entity }) => (
            <Property key={name} label={label}>
              <UsualTerm entity={entity} id={row[name]} />
            </Property>
          ))}
        </PropertyList>
        {editing && (
          <RecordForm
            title={settingsParts.organisation}
            draftKey="organisation"
            fields={form}
            initial={row}
            currency={row.currency}
            onClose={() => setEditing(false)}
            onSave={(values) =>
              act({ name: 'organisation.edit', input: { id: row.id, fields: values } }, { done: words.saved(row.name), quietRefusal: true })
            }
          />
        )}
      </Section>
      <SellerSection organisation={row} may={may} />
    </div>
  )
}

/** What holds for work that no contract and no client says otherwise. */
const usualTerms = [
  { name: 'priceListId', label: fields.usualPrices, entity: 'price_list' },
  { name: 'slaPolicyId', label: fields.usualPromise, entity: 'sla_policy' },
  { name: 'calendarId', label: fields.usualCalendar, entity: 'calendar' },
  { name: 'taxRateId', label: fields.usualTax, entity: 'tax_rate' }
] as const

function UsualTerm({ entity, id }: { entity: string; id: string | null | undefined }): React.JSX.Element {
  const { row } = useRow<{ readonly id: string; readonly name: string }>(entity, id ?? null)
  return row === null ? <Quiet>{formWords.notSet}</Quiet> : <>{row.name}</>
}

function organisationForm(): readonly FormFieldSpec[] {
  return [
    { name: 'name', label: fields.name, kind: 'line', required: true },
    { name: 'currency', label: fields.currency, kind: 'line', required: true, half: true, hint: fields.currencyHint },
    { name: 'timeZone', label: fields.timeZone, kind: 'choice', required: true, half: true, choices: timeZones() },
    {
      name: 'language',
      label: fields.language,
      kind: 'choice',
      required: true,
      half: true,
      hint: fields.languageHint,
      choices: documentLanguages.map((tag) => ({ value: tag, label: languageName(tag) }))
    },
    ...usualTerms.map(
      ({ name, label, entity }, place): FormFieldSpec => ({
        name,
        label,
        kind: 'entity',
        entity,
        where: [{ op: 'empty', field: 'archivedAt' }],
        half: true,
        ...(place === 0 ? { group: fields.usualGroup } : {})
      })
    ),
    {
      name: 'taxRounding',
      label: fields.taxRounding,
      kind: 'choice',
      half: true,
      choices: Object.entries(fields.taxRoundings).map(([value, label]) => ({ value, label }))
    },
    {
      name: 'depositTax',
      label: fields.depositTax,
      hint: fields.depositTaxHint,
      kind: 'choice',
      choices: Object.entries(fields.depositTaxes).map(([value, label]) => ({ value, label }))
    }
  ]
}
