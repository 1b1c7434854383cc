// Writes a ticket's history step by step the way commands would: each step changes the ticket by the rules of core and leaves an event,
// so the final document and its history agree.

import type { Contact } from '#core/clients/contact.entity.ts'
import type { Event } from '#core/history/event.entity.ts'
import { deriveId, type Id } from '#core/kernel/ids.ts'
import type { Person } from '#core/organisation/person.entity.ts'
import type { Comment } from '#core/tickets/comment.entity.ts'
import type { Ticket } from '#core/tickets/ticket.entity.ts'
import { deriveTicket, statusEvent, withStatus } from '#core/tickets/ticket.rules.ts'
import type { PartUse } from '#core/work/part-use.entity.ts'
import type { TimeEntry } from '#core/work/time-entry.entity.ts'
import type { Random } from './random.ts'

/** Who does a step: one of our people, or a contact of the client (who has no device of ours). */
export interface Doer {
  readonly person: Person | null
  readonly contact: Contact | null
  readonly deviceId: Id
}

/** What a step leaves besides the ticket. */
export interface Chronicle {
  readonly ticket: Ticket
  readonly comments: readonly Comment[]
  readonly events: readonly Event[]
  readonly timeEntries: readonly TimeEntry[]
  readonly parts: readonly PartUse[]
}

type Said = Pick<Comment, 'visibility' | 'channel' | 'body'>
type Worked = Pick<TimeEntry, 'rawMinutes' | 'kind' | 'note'>
type Used = Pick<PartUse, 'description' | 'sku' | 'quantity' | 'unitPriceMinor' | 'currency'>

const eventIdOffset = 1000
const minute = 60_000

/** Writes one chronicle. Steps must come in order of time. */
export class Chronicler {
  #ticket: Ticket
  readonly #random: Random
  readonly #comments: Comment[] = []
  readonly #events: Event[] = []
  readonly #timeEntries: TimeEntry[] = []
  readonly #parts: PartUse[] = []

  constructor(random: Random, ticket: Ticket, opener: Doer) {
    this.#random = random
    this.#ticket = ticket
    this.#event('ticket.opened', ticket.openedAt, opener, { channel: ticket.channel, status: ticket.status })
  }

  /** The ticket as it stands. */
  get ticket(): Ticket {
    return this.#ticket
  }

  /** Changes fields with an event of that kind. */
  change(kind: string, at: number, doer: Doer, fields: Partial<Ticket>): void {
    const before = this.#ticket
    const next = { ...before, ...fields }
    this.#ticket = { ...next, ...deriveTicket(next), updatedAt: Math.max(before.updatedAt, at) }
    this.#event(kind, at, doer, {}, before)
  }

  /** Moves the status; a no-op when it has it. */
  status(at: number, doer: Doer, status: Ticket['status']): void {
    if (this.#ticket.status === status) return
    this.change(statusEvent(this.#ticket.status, status), at, doer, withStatus(this.#ticket, status, at))
  }

  /** Somebody says something. */
  say(at: number, doer: Doer, said: Said): void {
    const commandId = this.#touch(at)
    const row: Comment = {
      id: deriveId(commandId, 1),
      clientId: this.#ticket.clientId,
      ticketId: this.#ticket.id,
      ...said,
      authorId: doer.person?.id ?? null,
      contactId: doer.contact?.id ?? null,
      authorName: doer.contact?.name ?? null,
      at
    }
    this.#comments.push(row)
    this.#event('ticket.commented', at, doer, { commentId: row.id, visibility: said.visibility, channel: said.channel }, null, commandId)
  }

  /** Somebody books time that ended at `at`. */
  work(at: number, doer: Doer, worked: Worked): void {
    const commandId = this.#touch(at)
    const row: TimeEntry = {
      id: deriveId(commandId, 1),
      clientId: this.#ticket.clientId,
      ticketId: this.#ticket.id,
      personId: doer.person?.id ?? '',
      startedAt: at - worked.rawMinutes * minute,
      endedAt: at,
      ...worked,
      billable: worked.kind !== 'travel' || this.#random.chance(0.5),
      createdAt: at,
      voidedAt: null,
      voidedById: null,
      voidReason: null,
      emergency: this.#ticket.priority === 1,
      travelMetres: worked.kind === 'travel' ? worked.rawMinutes * 700 : null
    }
    this.#timeEntries.push(row)
    this.#event('ticket.time-logged', at, doer, { timeEntryId: row.id, minutes: row.rawMinutes, kind: row.kind }, null, commandId)
  }

  /** Somebody uses a part. */
  use(at: number, doer: Doer, used: Used): void {
    const commandId = this.#touch(at)
    const row: PartUse = {
      id: deriveId(commandId, 1),
      clientId: this.#ticket.clientId,
      ticketId: this.#ticket.id,
      personId: doer.person?.id ?? null,
      ...used,
      billable: true,
      at,
      returnedAt: null,
      returnReason: null
    }
    this.#parts.push(row)
    const data = { partUseId: row.id, description: row.description, quantity: row.quantity }
    this.#event('ticket.part-used', at, doer, data, null, commandId)
  }

  /** Notes what rules compute from the rest, without an event. */
  settle(fields: Pick<Ticket, 'slaMet' | 'downtimeTo'>): void {
    this.#ticket = { ...this.#ticket, ...fields }
  }

  /** The finished chronicle. */
  finish(): Chronicle {
    return {
      ticket: this.#ticket,
      comments: this.#comments,
      events: this.#events,
      timeEntries: this.#timeEntries,
      parts: this.#parts
    }
  }

  #touch(at: number): Id {
    this.#ticket = { ...this.#ticket, updatedAt: Math.max(this.#ticket.updatedAt, at) }
    return this.#random.id(at)
  }

  #event(kind: string, at: number, doer: Doer, data: Event['data'], before: Ticket | null = null, commandId = this.#random.id(at)): void {
    this.#events.push({
      id: deriveId(commandId, eventIdOffset),
      clientId: this.#ticket.clientId,
      kind,
      subjectEntity: 'ticket',
      subjectId: this.#ticket.id,
      at,
      receivedAt: at + this.#random.whole(120, 1900),
      actorId: doer.person?.id ?? null,
      actorName: doer.contact?.name ?? null,
      deviceId: doer.deviceId,
      commandId,
      changes: before ? changesBetween(before, this.#ticket) : [],
      data
    })
  }
}

function changesBetween(before: Ticket, after: Ticket): Event['changes'] {
  const held: Readonly<Record<string, unknown>> = before
  return Object.entries(after)
    .filter(([field, value]) => field !== 'updatedAt' && held[field] !== value)
    .map(([field, value]) => ({ field, from: jsonOf(held[field]), to: jsonOf(value) }))
}

function jsonOf(value: unknown): Event['changes'][number]['from'] {
  return (value ?? null) as Event['changes'][number]['from']
}
