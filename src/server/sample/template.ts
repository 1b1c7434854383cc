// The form of a kind of trouble: how the client tells it, what the desk finds, what mends it. Texts may name {asset}, {model}, {tag},
// {contact}, {first}, {site}, {client}, {app}, {room}, {printer}, {n}, {h} and {date}; the story fills them.

import type { Asset } from '#core/assets/asset.entity.ts'
import type { Ticket } from '#core/tickets/ticket.entity.ts'

/** One kind of trouble or wish. Every list has at least one text; one of each is picked. */
export interface Template {
  readonly subject: string | readonly string[]
  /** The client's words, or the monitoring system's. */
  readonly says: readonly string[]
  /** What the desk finds, as an internal note. */
  readonly finds: readonly string[]
  /** What was done, as the closing reply. */
  readonly fixes: readonly string[]
  /** A question to the client, and the answer. */
  readonly asks?: readonly (readonly [question: string, answer: string])[]
  readonly kind?: Ticket['kind']
  readonly channel?: Ticket['channel']
  /** 1 high … 3 low. */
  readonly impact?: 1 | 2 | 3
  readonly urgency?: 1 | 2 | 3
  /** Shortest and longest working time, minutes. */
  readonly minutes: readonly [number, number]
  /** Share of cases that need somebody on site, 0…1. */
  readonly onSite?: number
  /** A part that is often used: name, article number, price in minor units. */
  readonly part?: readonly [string, string, number]
  readonly tags?: readonly string[]
  /** Downtime is worth noting. */
  readonly outage?: boolean
}

/** Templates that share a category and a kind of asset. */
export interface Category {
  readonly name: string
  /** How often, relative to the others. */
  readonly weight: number
  readonly asset: Asset['kind'] | null
  readonly skill: string
  readonly templates: readonly Template[]
}
