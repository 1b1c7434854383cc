// Words of tickets: statuses, stages, kinds, channels, levels, priorities, categories.

import type { Comment } from '../tickets/comment.entity.ts'
import type { linkKinds } from '../tickets/link.rules.ts'
import type { Ticket } from '../tickets/ticket.entity.ts'

/** Statuses. */
export const statusWords: Readonly<Record<Ticket['status'], string>> = {
  new: 'New',
  open: 'Open',
  'in-progress': 'In progress',
  'waiting-client': 'Waiting on client',
  'waiting-vendor': 'Waiting on vendor',
  resolved: 'Resolved',
  closed: 'Closed'
}

/** The five stages. */
export const stageWords: Readonly<Record<Ticket['stage'], string>> = {
  identified: 'Identified',
  requested: 'Requested',
  diagnosed: 'Diagnosed',
  solved: 'Solved',
  billed: 'Billed'
}

/** Kinds of ticket. */
export const ticketKindWords: Readonly<Record<Ticket['kind'], string>> = {
  incident: 'Incident',
  request: 'Request',
  maintenance: 'Maintenance',
  alert: 'Alert',
  problem: 'Problem'
}

/** Channels. */
export const ticketChannelWords: Readonly<Record<Ticket['channel'], string>> = {
  phone: 'Phone',
  email: 'E-mail',
  'walk-in': 'Walk-in',
  alert: 'Alert',
  schedule: 'Schedule',
  portal: 'Portal',
  import: 'Import'
}

/** Impact: how much is affected. */
export const impactWords: Readonly<Record<Ticket['impact'], string>> = { 1: 'Whole company', 2: 'Several people', 3: 'One person' }

/** Urgency: how soon it hurts. */
export const urgencyWords: Readonly<Record<Ticket['urgency'], string>> = { 1: 'Work stands still', 2: 'Work is slowed', 3: 'Can wait' }

/** Priorities. */
export const priorityWords: Readonly<Record<Ticket['priority'], string>> = {
  1: 'Critical',
  2: 'High',
  3: 'Medium',
  4: 'Low',
  5: 'Planning'
}

/** Kinds of link, from the ticket that has it. */
export const linkKindWords: Readonly<Record<(typeof linkKinds)[number], string>> = {
  parent: 'Part of',
  'caused-by': 'Caused by',
  duplicate: 'Duplicate of'
}

/** Who may read a comment. */
export const visibilityWords: Readonly<Record<Comment['visibility'], string>> = { public: 'Public reply', internal: 'Internal note' }

/** How a comment came in or went out. */
export const commentChannelWords: Readonly<Record<Comment['channel'], string>> = {
  reply: 'Reply',
  call: 'Call',
  note: 'Note',
  email: 'E-mail',
  import: 'Imported'
}
