// Who and what is known already: names in a file find clients, people, teams and contacts by it. Names are compared without case,
// blanks and punctuation; a name that fits two is no match.

import { fold } from './mapping.ts'

/** The rows that names are looked up in. Archived ones are left out by the caller. */
export interface DirectoryRows {
  readonly clients: readonly { readonly id: string; readonly name: string; readonly code: string }[]
  readonly people: readonly { readonly id: string; readonly name: string; readonly email: string }[]
  readonly teams: readonly { readonly id: string; readonly name: string }[]
  readonly contacts: readonly { readonly id: string; readonly clientId: string; readonly name: string; readonly email: string }[]
}

/** Look-ups by name. Each answers the id, or null when nobody, or more than one, fits. */
export interface Directory {
  client(name: string): string | null
  person(nameOrEmail: string): string | null
  team(name: string): string | null
  contact(clientId: string, name: string, email: string): string | null
}

/** Builds the look-ups. */
export function createDirectory(rows: DirectoryRows): Directory {
  const clients = indexOf(rows.clients, (row) => [row.name, row.code])
  const people = indexOf(rows.people, (row) => [row.name, row.email])
  const teams = indexOf(rows.teams, (row) => [row.name])
  const byEmail = indexOf(rows.contacts, (row) => (row.email === '' ? [] : [`${row.clientId}${row.email}`]))
  const byName = indexOf(rows.contacts, (row) => [`${row.clientId}${row.name}`])
  return {
    client: (name) => clients(name),
    person: (name) => people(name),
    team: (name) => teams(name),
    contact: (clientId, name, email) => (email === '' ? null : byEmail(clientId + email)) ?? (name === '' ? null : byName(clientId + name))
  }
}

function indexOf<Row extends { readonly id: string }>(
  rows: readonly Row[],
  keysOf: (row: Row) => readonly string[]
): (name: string) => string | null {
  const ids = new Map<string, string | null>()
  for (const row of rows) {
    for (const key of new Set(keysOf(row).map(fold))) {
      const known = ids.get(key)
      if (key !== '') ids.set(key, known === undefined || known === row.id ? row.id : null)
    }
  }
  return (name) => ids.get(fold(name)) ?? null
}
