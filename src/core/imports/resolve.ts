// Finds, or plans to create, the client and the contact that a row names. Each new one is planned once per run.

import { importedId } from '../records/import-record.ts'
import type { Directory } from './directory.ts'
import { saidOf } from './field.ts'
import { fold } from './mapping.ts'
import type { ImportAnswers, PlannedCall } from './plan.ts'

/** A found client, with the call that creates it when it is new, or why there is none. */
export type ResolvedClient =
  | { readonly ok: true; readonly clientId: string; readonly calls: readonly PlannedCall[] }
  | { readonly ok: false; readonly reason: 'no-client' | 'unknown-client' }

/** Finds clients and contacts for the rows of one run. */
export interface Resolver {
  client(name: string | null, line: number): ResolvedClient
  contact(clientId: string, name: string, email: string, line: number): { readonly id: string; readonly calls: readonly PlannedCall[] }
}

/** Makes the resolver of a run. */
export function createResolver(answers: ImportAnswers, directory: Directory): Resolver {
  const planned = new Set<string>()
  const once = (id: string, call: PlannedCall): readonly PlannedCall[] => {
    if (planned.has(id)) return []
    planned.add(id)
    return [call]
  }
  const create = (name: string, line: number): ResolvedClient => {
    const key = fold(name)
    if (key === '') return { ok: false, reason: 'unknown-client' }
    const id = importedId('client', answers.source, key)
    const input = { source: answers.source, key, fields: { name: name.slice(0, 200), code: codeOf(name, id), currency: answers.currency } }
    return { ok: true, clientId: id, calls: once(id, { name: 'import.client', input, line }) }
  }
  return {
    client(name, line) {
      const { client } = answers
      if (client.type === 'one') return { ok: true, clientId: client.clientId, calls: [] }
      if (name === null || name.trim() === '') return { ok: false, reason: 'no-client' }
      const choice = saidOf(client.choices, name)
      if (choice?.type === 'existing') return { ok: true, clientId: choice.clientId, calls: [] }
      const known = choice === undefined ? directory.client(name) : null
      if (known !== null) return { ok: true, clientId: known, calls: [] }
      return (choice?.type ?? client.unknown) === 'create' ? create(name.trim(), line) : { ok: false, reason: 'unknown-client' }
    },
    contact(clientId, name, email, line) {
      const known = directory.contact(clientId, name, email)
      if (known !== null) return { id: known, calls: [] }
      const key = `${clientId}/${email === '' ? fold(name) : email.toLowerCase()}`.slice(0, 200)
      const id = importedId('contact', answers.source, key)
      const fields = { name: name === '' ? email : name, ...(email === '' ? {} : { email }) }
      return { id, calls: once(id, { name: 'import.contact', input: { source: answers.source, key, clientId, fields }, line }) }
    }
  }
}

/** A code of a new client: readable, and its own by the id's last digits, since two clients never share one. */
function codeOf(name: string, id: string): string {
  const letters = name
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]/g, '')
    .slice(0, 12)
  return `${letters === '' ? 'C' : letters}-${id.slice(-4).toUpperCase()}`
}

/** Where a row's key is unique: one client's file numbers its own rows, a file over all clients numbers them together. */
export function keySource(answers: ImportAnswers): string {
  return answers.client.type === 'one' ? `${answers.source.slice(0, 80)}:${answers.client.clientId}` : answers.source
}
