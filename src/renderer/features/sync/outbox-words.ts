// A command of the outbox in words, and where the record it is about is shown.

import type { OutboxItem } from '#store/contract.ts'
import { commandWords } from '#core/words/commands.ts'

const places: Readonly<Record<string, string>> = { ticket: '/tickets', client: '/clients', asset: '/assets' }

/** What the command does, such as "Add a comment". */
export function commandTitle(name: string): string {
  return commandWords[name] ?? name
}

/** The most telling text of its input, shortened. */
export function inputTitle(input: unknown): string {
  const flat = input !== null && typeof input === 'object' ? (input as Readonly<Record<string, unknown>>) : {}
  const fields = (flat['fields'] ?? flat) as Readonly<Record<string, unknown>>
  for (const name of ['subject', 'name', 'body', 'note', 'label', 'description', 'status']) {
    const value = fields[name]
    if (typeof value === 'string' && value !== '') return value.length > 90 ? `${value.slice(0, 89)}…` : value
  }
  return ''
}

/** Address of the record, or null when it has no page. */
export function addressOf(item: OutboxItem): string | null {
  const place = item.subject === null ? undefined : places[item.subject.entity]
  return place === undefined || item.subject === null ? null : `${place}/${item.subject.id}`
}
