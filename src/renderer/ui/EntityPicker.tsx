// Chooses one record by typing a few letters of it: the store answers while typing, the first hit is ready for Enter, and Tab takes it
// and goes on.

import { Select } from '@mantine/core'
import { type KeyboardEvent, type ReactNode, useMemo, useState } from 'react'
import { flushSync } from 'react-dom'
import type { AnyDoc, Filter } from '#store/contract.ts'
import { uiWords } from '#core/words/rooms-ui.ts'
import { useRow } from '#renderer/live/use-live.ts'
import { useQuery } from '#renderer/live/use-query.ts'

export interface EntityPickerProps {
  readonly entity: string
  readonly label: string
  readonly value: string | null
  readonly onChange: (id: string | null, row: AnyDoc | null) => void
  readonly labelOf: (row: AnyDoc) => string
  /** A quiet second line: the site of a contact, the tag of an asset. */
  readonly noteOf?: (row: AnyDoc) => string
  readonly where?: readonly Filter[]
  /** Order while nothing is typed; while typing the best hit comes first. */
  readonly sortField?: string
  readonly placeholder?: string
  /** Stands under the control. */
  readonly hint?: string | undefined
  readonly hiddenLabel?: boolean
  readonly required?: boolean
  readonly clearable?: boolean
  readonly autoFocus?: boolean
  readonly disabled?: boolean
  readonly error?: ReactNode
  readonly defaultOpened?: boolean
  /** Offers to make what was typed, after everything that was found: how it is called in the list, and what makes it. */
  readonly newOne?: { readonly label: (typed: string) => string; readonly make: (typed: string) => void } | undefined
  readonly onBlur?: () => void
  readonly onCancel?: () => void
}

const shownOptions = 30
const newOption = 'new'

/** The option that Enter would take, while the list is open. */
function markedOption(input: HTMLInputElement): HTMLElement | null {
  const list = input.getAttribute('aria-controls')
  return list === null ? null : (document.getElementById(list)?.querySelector<HTMLElement>('[data-combobox-selected]') ?? null)
}

/** Tab takes the marked option that was found, at once, so that it reaches what opens up only then; it makes nothing new. Escape gives up. */
function onKeys(event: KeyboardEvent<HTMLInputElement>, isFound: boolean, onCancel: (() => void) | undefined): void {
  if (event.key === 'Tab' && !event.shiftKey && isFound) flushSync(() => markedOption(event.currentTarget)?.click())
  if (event.key !== 'Escape' || onCancel === undefined) return
  event.stopPropagation()
  onCancel()
}

export function EntityPicker(props: EntityPickerProps): React.JSX.Element {
  const { entity, value, labelOf, noteOf, sortField = 'name' } = props
  const [typed, setTyped] = useState('')
  const chosen = useRow(entity, value)
  const words = chosen.row !== null && typed === labelOf(chosen.row) ? '' : typed.trim()
  const found = useQuery({
    entity,
    where: [...(props.where ?? [])],
    ...(words === '' ? { sort: [{ field: sortField, direction: 'ascending' }] } : { words }),
    limit: shownOptions
  })
  const rows = useMemo(() => {
    const row = chosen.row
    return row === null || found.rows.some((each) => each.id === row.id) ? found.rows : [...found.rows, row]
  }, [found.rows, chosen.row])
  const newOne = words !== '' && !found.loading && !rows.some((row) => labelOf(row) === words) ? props.newOne : undefined
  const rowsById = new Map(rows.map((row) => [row.id, row]))
  return (
    <Select
      {...(props.hiddenLabel ? { 'aria-label': props.label } : { label: props.label })}
      data={[
        ...rows.map((row) => ({ value: row.id, label: labelOf(row) })),
        ...(newOne === undefined ? [] : [{ value: newOption, label: newOne.label(words) }])
      ]}
      value={value}
      searchable
      onSearchChange={setTyped}
      // The store has filtered already, by more than the label shows.
      filter={({ options }) => options}
      selectFirstOptionOnChange
      description={props.hint}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      required={props.required ?? false}
      clearable={props.clearable ?? false}
      disabled={props.disabled ?? false}
      allowDeselect={false}
      autoFocus={props.autoFocus ?? false}
      defaultDropdownOpened={props.defaultOpened ?? false}
      placeholder={props.placeholder ?? uiWords.typeToSearch}
      nothingFoundMessage={found.loading ? uiWords.loading : uiWords.noMatch}
      error={props.error}
      onBlur={props.onBlur}
      onKeyDown={(event) => onKeys(event, words !== '' && found.rows.length > 0, props.onCancel)}
      onChange={(id) => {
        if (id === newOption) newOne?.make(words)
        else props.onChange(id, id === null ? null : (rowsById.get(id) ?? null))
      }}
      renderOption={({ option }) => {
        const row = rowsById.get(option.value)
        return <OptionFace label={option.label} note={row === undefined ? '' : (noteOf?.(row) ?? '')} />
      }}
    />
  )
}

function OptionFace({ label, note }: { label: string; note: string }): React.JSX.Element {
  return (
    <span style={{ display: 'flex', flexDirection: 'column', minWidth: 0 }}>
      <span>{label}</span>
      {note !== '' && <span style={{ fontSize: '0.75rem', opacity: 0.85 }}>{note}</span>}
    </span>
  )
}
