// Hourly rates of single people or roles: a line each.

import { Select, TextInput } from '@mantine/core'
import { useMemo } from 'react'
import { roles } from '#core/kernel/permission.ts'
import type { Person } from '#core/organisation/person.entity.ts'
import { roleWords } from '#core/words/records.ts'
import { priceWords as words } from '#core/words/rooms-terms.ts'
import {
  type CustomControl,
  type CustomControlProps,
  EditableLines,
  minorDigits,
  type ReadValue,
  readMinor,
  shownMinor
} from '#renderer/features/records/index.ts'
import { useQuery } from '#renderer/live/use-query.ts'

interface TypedRate {
  readonly who: string
  readonly amount: string
}

type Choices = readonly { readonly value: string; readonly label: string }[]

/** Rates by person, as a field of a form. */
export const personRates: CustomControl = { control: PersonRates, toTyped, fromTyped }

/** Rates by role, as a field of a form. */
export const roleRates: CustomControl = { control: RoleRates, toTyped, fromTyped }

function PersonRates(props: CustomControlProps): React.JSX.Element {
  const people = useQuery<Person>({ entity: 'person', sort: [{ field: 'name', direction: 'ascending' }], limit: 2000 })
  const choices = useMemo(() => people.rows.map(({ id, name }) => ({ value: id, label: name })), [people.rows])
  return <RateLines {...props} add={words.addPerson} choices={choices} />
}

const roleChoices = roles.map((role) => ({ value: role, label: roleWords[role] }))

function RoleRates(props: CustomControlProps): React.JSX.Element {
  return <RateLines {...props} add={words.addRole} choices={roleChoices} />
}

function RateLines(props: CustomControlProps & { readonly add: string; readonly choices: Choices }): React.JSX.Element {
  const { choices, problemPath } = props
  return (
    <EditableLines
      label={props.label}
      add={props.add}
      lines={props.value as readonly TypedRate[]}
      blank={{ who: '', amount: '' }}
      nameOf={(line) => choices.find((choice) => choice.value === line.who)?.label ?? ''}
      problem={props.problem}
      onChange={props.onChange}
    >
      {(line, change, place) => (
        <>
          <Select
            size="xs"
            style={{ flex: 1 }}
            aria-label={words.who}
            placeholder={words.who}
            data={[...choices]}
            searchable={choices.length > 8}
            allowDeselect={false}
            value={line.who === '' ? null : line.who}
            error={problemPath === String(place) && line.who === ''}
            onChange={(who) => change({ ...line, who: who ?? '' })}
          />
          <TextInput
            size="xs"
            w={120}
            inputMode="decimal"
            aria-label={words.amount}
            placeholder={words.amount}
            value={line.amount}
            error={problemPath === String(place) && line.who !== ''}
            onChange={(event) => change({ ...line, amount: event.currentTarget.value })}
          />
        </>
      )}
    </EditableLines>
  )
}

function toTyped(value: unknown, currency: string): readonly TypedRate[] {
  const rates = Object.entries((value ?? {}) as Readonly<Record<string, number>>)
  return rates.map(([who, minor]) => ({ who, amount: shownMinor(minor, currency) }))
}

function fromTyped(typed: unknown, currency: string): ReadValue {
  const rates: Record<string, number> = {}
  for (const [place, { who, amount }] of (typed as readonly TypedRate[]).entries()) {
    if (who === '' && amount.trim() === '') continue
    const minor = readMinor(amount, minorDigits(currency))
    if (who === '' || who in rates || minor === null || minor < 0) return { problem: words.expectedRate, path: String(place) }
    rates[who] = minor
  }
  return { value: rates }
}
