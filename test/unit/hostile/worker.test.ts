// Hostile messages to the store's shared worker, over a window's port: each request is answered once, with type, field and what was expected
// where it is refused; the worker lives on and the window's next valid question is answered.

import { expect, test, vi } from 'vitest'
import { requests, subscriptions, type WorkerMessage } from '#store/contract.ts'
import { createHostLink } from '#store/service/host-link.ts'
import { createStoreService } from '#store/service/store-service.ts'
import { connectWindow } from '#store/service/window-port.ts'
import { hostileCases, within } from '#test/support/hostile/doors.ts'
import { createHostile, type Hostile } from '#test/support/hostile/hostile-values.ts'
import { openMemoryStore } from '#test/support/memory-store.ts'
import { portPair } from '#test/support/port-pair.ts'
import { idOf, rowOf } from '#test/support/rows.ts'

const methods = Object.keys(requests) as readonly (keyof typeof requests)[]
const topics = Object.keys(subscriptions) as readonly (keyof typeof subscriptions)[]

function messageOf(hostile: Hostile, id: number): unknown {
  const kind = hostile.next()
  if (kind < 0.1) return hostile.value()
  if (kind < 0.2)
    return {
      type: hostile.pick(['request', 'subscribe', 'move', 'unsubscribe', 'host-answer', 'x']),
      id: hostile.value(),
      method: hostile.value()
    }
  if (kind < 0.5) {
    const topic = hostile.pick(topics)
    return { type: 'subscribe', id, topic, params: hostile.spoiled(hostile.likely(subscriptions[topic])) }
  }
  const method = hostile.pick(methods)
  return { type: 'request', id, method, params: hostile.spoiled(hostile.likely(requests[method])) }
}

test('a worker without a profile answers whatever comes, and goes on', async () => {
  const later = (delayMs: number, run: () => void): (() => void) => {
    const timer = setTimeout(run, delayMs)
    return () => clearTimeout(timer)
  }
  const service = createStoreService({ host: createHostLink(later), later, openProfile: () => Promise.reject(new Error('not here')) })
  const [ours, theirs] = portPair()
  connectWindow(theirs, service, () => undefined)
  const heard: WorkerMessage[] = []
  ours.addEventListener('message', (event) => heard.push(event.data as WorkerMessage))
  vi.spyOn(console, 'error').mockReturnValue()
  const hostile = createHostile(1, (field) => (field === 'entity' ? ['ticket', 'comment', 'client'] : []))
  const cases = hostileCases.worker / 2
  for (let id = 1; id <= cases; id++) {
    const message = messageOf(hostile, id)
    if (isBye(message)) continue
    await within(() => ours.postMessage(message))
  }
  ours.postMessage({ type: 'request', id: 0, method: 'provideHost', params: { journal: true, secrets: true } })
  await expect.poll(() => heard.at(-1)).toEqual({ type: 'answer', id: 0, ok: true, value: null })
  const refused = heard.flatMap((message) => (message.type === 'answer' && !message.ok ? [message.error] : []))
  expect(refused.length).toBeGreaterThan(cases / 2)
  for (const error of refused) {
    expect(error.type).toMatch(/^[a-z-]+$/)
    if (/invalid|unknown/.test(error.type))
      expect([error.field, error.expected]).toEqual([expect.stringMatching(/./), expect.stringMatching(/./)])
  }
})

function isBye(message: unknown): boolean {
  return typeof message === 'object' && message !== null && 'type' in message && message.type === 'bye'
}

/** Requests that end what the other cases need, or that only wait for a server or a window. */
const apart = new Set(['open', 'signIn', 'signOut', 'provideHost', 'startOver', 'drain', 'givePassword', 'rescued'])

test('a worker with an open profile answers whatever comes, and shows its rows afterwards', async () => {
  const clientId = idOf(1)
  const ticketId = idOf(2)
  const row = rowOf('ticket', { id: ticketId, clientId, subject: 'Printer jams', status: 'open', description: '' })
  const store = await openMemoryStore({ rows: { ticket: [row] } })
  vi.spyOn(console, 'error').mockReturnValue()
  const hostile = createHostile(2, (field) =>
    field === 'entity' ? ['ticket', 'client'] : /[iI]ds?$/.test(field) ? [ticketId, clientId] : []
  )
  const open = methods.filter((method) => !apart.has(method))
  let refused = 0
  for (let done = 0; done < hostileCases.worker / 2; done++) {
    const method = hostile.pick(open)
    const params = hostile.happens(0.6) ? hostile.spoiled(hostile.likely(requests[method])) : hostile.likely(requests[method])
    await within(() =>
      store.client.request(method, params as never).catch((error: { type: string; field?: string; expected?: string }) => {
        refused++
        expect(error.type).toMatch(/^[a-z-]+$/)
        expect(error.type, `${method} ${JSON.stringify(params).slice(0, 400)}`).not.toBe('failed')
        if (/invalid|unknown/.test(error.type))
          expect([error.field, error.expected]).toEqual([expect.stringMatching(/./), expect.stringMatching(/./)])
      })
    )
  }
  expect(refused).toBeGreaterThan(hostileCases.worker / 10)
  const hits = await store.client.request('search', { words: 'jams', entities: ['ticket'], limit: 5 })
  expect(hits.map(({ id }) => id)).toEqual([ticketId])
  await store.close()
})
