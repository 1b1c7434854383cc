// A ticket's history in words: fields by their labels, ids by the names they stand for, states as people say them.

import type { Event } from '#core/history/event.entity.ts'
import { eventSentence } from '#core/words/events.ts'
import { fieldLabel } from '#core/words/fields.ts'
import { ticketWords } from '#core/words/rooms-tickets.ts'
import { uiWords } from '#core/words/rooms-ui.ts'
import {
  impactWords,
  priorityWords,
  stageWords,
  statusWords,
  ticketChannelWords,
  ticketKindWords,
  urgencyWords
} from '#core/words/tickets.ts'
import { durationWords, fullMoment } from '#renderer/ui/moments.ts'
import type { Directory } from './use-directory.ts'

const choices: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  status: statusWords,
  stage: stageWords,
  priority: priorityWords,
  impact: impactWords,
  urgency: urgencyWords,
  kind: ticketKindWords,
  channel: ticketChannelWords
}

const noNames: ReadonlyMap<string, string> = new Map()

/** What happened, to follow a name: "resolved the ticket", with the facts that no field shows. */
export function eventWordsOf(event: Event, names: ReadonlyMap<string, string> = noNames): string {
  const { data } = event
  const minutes = data['minutes'] ?? data['rawMinutes']
  const added = listed(data['added'])
  const removed = listed(data['removed'])
  const heardOf = names.get(typeof data['contactId'] === 'string' ? data['contactId'] : '')
  const details = [
    heardOf === undefined ? '' : ticketWords.heardOf(heardOf),
    typeof minutes === 'number' ? durationWords(minutes) : '',
    added === '' ? '' : `+ ${added}`,
    removed === '' ? '' : `− ${removed}`,
    data['visibility'] === 'internal' ? ticketWords.internalBadge : data['visibility'] === 'public' ? ticketWords.publicBadge : '',
    typeof data['description'] === 'string' ? data['description'] : ''
  ].filter((part) => part !== '')
  return [eventSentence(event.kind), ...details].join(' · ')
}

/** Fields that only repeat when the event happened. */
const echoes = new Set(['statusSince', 'updatedAt', 'diagnosedAt', 'resolvedAt', 'closedAt', 'billedAt'])

/** True where the change says something that its event doesn't say already. */
export function isTelling(change: { readonly field: string }): boolean {
  return !echoes.has(change.field)
}

export function fieldTitle(field: string): string {
  return fieldLabel('ticket', field)
}

/** A value of a field, short enough for a line. @param names of records that the directory doesn't hold */
export function valueWords(field: string, value: unknown, directory: Directory, names: ReadonlyMap<string, string> = noNames): string {
  if (value === null || value === undefined || value === '') return uiWords.empty
  if (Array.isArray(value))
    return value.length === 0 ? uiWords.empty : value.map((each) => valueWords(field, each, directory, names)).join(', ')
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  const chosen = choices[field]?.[text]
  if (chosen !== undefined) return chosen
  if (typeof value === 'number' && /(At|From|To|Since)$/.test(field)) return fullMoment(value)
  const named = directory.people.get(text) ?? directory.teams.get(text) ?? directory.clients.get(text)
  return named?.name ?? names.get(text) ?? (text.length > 120 ? `${text.slice(0, 119)}…` : text)
}

function listed(value: unknown): string {
  return Array.isArray(value) ? value.join(', ') : ''
}
