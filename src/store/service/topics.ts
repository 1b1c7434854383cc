// Subscriptions of windows over a profile that may open, close and open again: they begin when there are rows, fall silent when
// the session ends and go on with the next.

import type { z } from 'zod'
import type { countSpec, Query, Topics } from '#store/contract.ts'
import type { OpenQuery } from '#store/live/live-hub.ts'
import { firstResult } from './first-views.ts'
import { followStock } from './follow-stock.ts'
import { outboxItem } from './outbox-items.ts'
import type { Profile } from './profile.ts'
import type { Subscription } from './window-port.ts'

type Later = (delayMs: number, run: () => void) => void
type Send = (value: unknown) => void

/** The outbox is sent at most this often; a long one costs more and is sent less often. */
const outboxTurnMs = 100
const outboxTurnPerItemMs = 0.1

/** Opens a subscription as soon as the profile is there. `params` were checked by the topic's schema. */
export function subscribeTo(opened: Promise<Profile>, topic: keyof Topics, params: unknown, send: Send, later: Later): Subscription {
  if (topic === 'query') return subscribeQuery(opened, params as Query, send)
  return subscribeValue(opened, (profile) => {
    if (topic === 'status') return profile.status.follow(send)
    if (topic === 'session') return profile.session.follow(send)
    if (topic === 'outbox') return followOutbox(profile, send, later)
    if (topic === 'files') return followFiles(profile, (params as { ticketId: string }).ticketId, send)
    if (topic === 'heldFiles') return profile.whenOpen(({ files }) => files?.followHeld(send) ?? (() => undefined))
    if (topic === 'stock')
      return profile.whenOpen(({ replica }) => followStock(replica, (params as { partId: string | null }).partId, send))
    sendFirst(profile, 'count', params, send)
    return profile.whenOpen(({ hub }) => hub.count(params as z.output<typeof countSpec>, send))
  })
}

function subscribeValue(opened: Promise<Profile>, follow: (profile: Profile) => () => void): Subscription {
  let closed = false
  let stop = (): void => undefined
  // A profile that could not be opened is reported by `open`.
  void opened.then(
    (profile) => {
      if (!closed) stop = follow(profile)
    },
    () => undefined
  )
  return {
    move: () => undefined,
    close: () => {
      closed = true
      stop()
    }
  }
}

function subscribeQuery(opened: Promise<Profile>, query: Query, send: Send): Subscription {
  let place = { offset: query.offset, limit: query.limit }
  let live: OpenQuery | null = null
  const { close } = subscribeValue(opened, (profile) => {
    sendFirst(profile, 'query', query, send)
    return profile.whenOpen(({ hub }) => {
      const mine = hub.query({ ...query, ...place }, send)
      live = mine
      return () => {
        mine.close()
        live = null
      }
    })
  })
  return {
    close,
    move: (offset, limit) => {
      place = { offset, limit }
      live?.move(offset, limit)
    }
  }
}

/** While rows are still being read, a question that was open when they were last written is answered as it was then. */
function sendFirst(profile: Profile, topic: 'query' | 'count', params: unknown, send: Send): void {
  const tell = (): void => {
    const views = profile.firstViews()
    const first = views && firstResult(views, topic, params)
    if (first) send(first)
    if (first && 'rows' in first && first.rows.length > 0) profile.shownFirst()
  }
  profile.greet().then(tell, () => undefined)
}

function followFiles(profile: Profile, ticketId: string, send: Send): () => void {
  return profile.whenOpen(({ files }) => files?.follow(ticketId, send) ?? (() => undefined))
}

function followOutbox(profile: Profile, send: Send, later: Later): () => void {
  let closed = false
  let waiting = false
  const tell = (): void => {
    waiting = false
    if (!closed) send((profile.rows()?.replica.outbox() ?? []).map(outboxItem))
  }
  const tellSoon = (): void => {
    if (waiting) return
    waiting = true
    later(outboxTurnMs + outboxTurnPerItemMs * (profile.rows()?.replica.outbox().length ?? 0), tell)
  }
  const stops = [profile.outboxTurn.follow(tellSoon), profile.whenOpen(() => (tell(), tellSoon))]
  return () => {
    closed = true
    for (const stop of stops) stop()
  }
}
