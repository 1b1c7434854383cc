// One control of a form by its kind. Each is a plain labelled control, so the keyboard and screen readers meet nothing new.

import { MultiSelect, Select, Switch, TagsInput, Textarea, TextInput } from '@mantine/core'
import type { AnyDoc } from '#store/contract.ts'
import { useQuery } from '#renderer/live/use-query.ts'
import { EntityPicker } from '#renderer/ui/EntityPicker.tsx'
import type { FormFieldSpec } from './form-spec.ts'

/** The hint stands under the control, so that controls of one line stand on one line. */
const wrapperOrder: ('label' | 'input' | 'description' | 'error')[] = ['label', 'input', 'description', 'error']

const decimalKinds: ReadonlySet<string> = new Set(['money', 'percent', 'factor', 'decimal'])

/** Choices that stand in the list at once; further ones are found by typing. */
const mostChoices = 60

interface FormControlProps {
  readonly field: FormFieldSpec
  readonly value: unknown
  readonly problem: string | undefined
  readonly problemPath: string | undefined
  readonly currency: string
  readonly autoFocus: boolean
  readonly onChange: (value: unknown) => void
}

export function FormControl(props: FormControlProps): React.JSX.Element {
  const { field, value, onChange } = props
  switch (field.kind) {
    case 'choice':
      return <ChoiceControl {...props} />
    case 'choices':
      return <ChoicesControl {...props} />
    case 'tags':
      return <TagsInput {...sharedProps(props)} value={asTexts(value)} acceptValueOnBlur onChange={onChange} />
    case 'boolean':
      return (
        <Switch
          label={field.label}
          description={field.hint}
          checked={value === true}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      )
    case 'entity':
      return <EntityControl {...props} />
    case 'entities':
      return <EntitiesControl {...props} />
    case 'custom':
      return <OwnControl {...props} />
    default:
      return <TextControl {...props} />
  }
}

function OwnControl({ field, value, currency, problem, problemPath, onChange }: FormControlProps): React.JSX.Element | null {
  const Control = field.custom?.control
  if (Control === undefined) return null
  const shared = { label: field.label, value, currency, problem, problemPath, onChange }
  return <Control {...shared} />
}

/** What every labelled control takes. */
function sharedProps({ field, problem, autoFocus }: FormControlProps) {
  const required = field.required ?? false
  return { label: field.label, description: field.hint, error: problem, required, autoFocus, inputWrapperOrder: wrapperOrder }
}

function TextControl(props: FormControlProps): React.JSX.Element {
  const { field, value, onChange } = props
  const shared = { ...sharedProps(props), value: typeof value === 'string' ? value : '' }
  if (field.kind === 'text')
    return <Textarea {...shared} autosize minRows={2} maxRows={10} onChange={(event) => onChange(event.currentTarget.value)} />
  const inputMode = field.kind === 'number' ? 'numeric' : decimalKinds.has(field.kind) ? 'decimal' : 'text'
  return (
    <TextInput
      {...shared}
      type={field.kind === 'date' ? 'date' : 'text'}
      inputMode={inputMode}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

function ChoiceControl(props: FormControlProps): React.JSX.Element {
  const { field, value, onChange } = props
  const choices = field.choices ?? []
  return (
    <Select
      {...sharedProps(props)}
      data={[...choices]}
      value={typeof value === 'string' ? value : null}
      searchable={choices.length > 8}
      limit={mostChoices}
      // Where an empty choice stands in the list there is nothing to clear.
      clearable={field.required !== true && choices.every((choice) => choice.value !== '')}
      placeholder={field.placeholder}
      allowDeselect={false}
      onChange={onChange}
    />
  )
}

function ChoicesControl(props: FormControlProps): React.JSX.Element {
  const { field, value, onChange } = props
  const chosen = asTexts(value)
  return (
    <MultiSelect
      {...sharedProps(props)}
      data={[...(field.choices ?? [])]}
      value={chosen}
      placeholder={chosen.length === 0 ? field.placeholder : undefined}
      onChange={onChange}
    />
  )
}

function EntityControl({ field, value, problem, autoFocus, onChange }: FormControlProps): React.JSX.Element {
  return (
    <EntityPicker
      entity={field.entity ?? ''}
      label={field.label}
      value={typeof value === 'string' ? value : null}
      labelOf={nameOf}
      where={field.where ?? []}
      required={field.required ?? false}
      clearable={field.required !== true}
      autoFocus={autoFocus}
      hint={field.hint}
      error={problem}
      onChange={(id) => onChange(id)}
    />
  )
}

/** Several records of a short list (teams, clients); with a `nullLabel`, nothing chosen means all of them. */
function EntitiesControl({ field, value, problem, onChange }: FormControlProps): React.JSX.Element {
  const { rows } = useQuery({
    entity: field.entity ?? '',
    where: [...(field.where ?? [])],
    sort: [{ field: 'name', direction: 'ascending' }],
    limit: 2000
  })
  const chosen = asTexts(value)
  return (
    <MultiSelect
      label={field.label}
      description={field.hint}
      inputWrapperOrder={wrapperOrder}
      error={problem}
      data={rows.map((row) => ({ value: row.id, label: nameOf(row) }))}
      value={chosen}
      searchable
      clearable
      placeholder={chosen.length === 0 ? (field.nullLabel ?? field.placeholder) : undefined}
      onChange={(ids) => onChange(ids.length === 0 && field.nullLabel !== undefined ? null : ids)}
    />
  )
}

function nameOf(row: AnyDoc): string {
  return typeof row['name'] === 'string' ? row['name'] : row.id
}

function asTexts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []
}
