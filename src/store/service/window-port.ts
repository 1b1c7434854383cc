// One window's connection: checks every message against the contract, answers each request once, carries its subscriptions.
// Invariant: whatever a window sends, the worker lives on, and the answer names type, field and what was expected.

import type { z } from 'zod'
import { entityProblem } from './entity-problem.ts'
import {
  type HostCall,
  type QueryResult,
  type Query,
  requests,
  subscriptions,
  type Topics,
  windowMessage,
  type WindowMessage,
  type WorkerMessage
} from '#store/contract.ts'
import type { HostProvider } from './host-link.ts'
import { asMessageError, type MessageError, WindowError } from './window-error.ts'

/** A window's message port, as the worker uses it. */
export interface WindowPort {
  postMessage(message: unknown): void
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void
  addEventListener(type: 'close', listener: () => void): void
  start(): void
  close(): void
}

/** Something that goes on until it is closed. `move` only for queries. */
export interface Subscription {
  close(): void
  move(offset: number, limit: number): void
}

/** What the worker does for its windows. Input was checked before. */
export interface WindowService {
  request(method: keyof typeof requests, params: unknown, window: HostProvider): Promise<unknown>
  query(query: Query, send: (result: QueryResult) => void): Subscription
  follow<T extends Exclude<keyof Topics, 'query'>>(topic: T, params: unknown, send: (value: Topics[T]) => void): Subscription
  /** The window is gone. */
  left(window: HostProvider): void
}

/** A connected window. */
export interface WindowConnection {
  /** A newer build took over. */
  reload(): void
}

interface State {
  readonly port: WindowPort
  readonly service: WindowService
  readonly subscriptions: Map<number, Subscription>
  readonly hostCalls: Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>
  readonly provider: HostProvider
  nextHostCall: number
  left: boolean
}

/** Serves a window until it says goodbye or its port closes. */
export function connectWindow(port: WindowPort, service: WindowService, onLeft: () => void): WindowConnection {
  const state: State = {
    port,
    service,
    subscriptions: new Map(),
    hostCalls: new Map(),
    provider: { offers: { journal: true, secrets: true }, call: (call, params) => callHost(state, call, params) },
    nextHostCall: 1,
    left: false
  }
  const leave = (): void => {
    if (state.left) return
    state.left = true
    for (const { close } of state.subscriptions.values()) close()
    service.left(state.provider)
    onLeft()
    port.close()
  }
  port.addEventListener('message', ({ data }: MessageEvent) => {
    if (!state.left) receive(state, data, leave)
  })
  port.addEventListener('close', leave)
  port.start()
  return { reload: () => send(state, { type: 'reload' }) }
}

function send(state: State, message: WorkerMessage): void {
  if (!state.left) state.port.postMessage(message)
}

function refuse(state: State, id: number, error: MessageError): void {
  send(state, { type: 'answer', id, ok: false, error })
}

function receive(state: State, data: unknown, leave: () => void): void {
  const parsed = windowMessage.safeParse(data)
  if (!parsed.success) return refuse(state, idOf(data), fromIssue('invalid-message', 'message', parsed.error))
  const message = parsed.data
  if (message.type === 'bye') leave()
  else if (message.type === 'request') void answer(state, message)
  else if (message.type === 'subscribe') subscribe(state, message)
  else if (message.type === 'move') state.subscriptions.get(message.id)?.move(message.offset, message.limit)
  else if (message.type === 'unsubscribe') unsubscribe(state, message.id)
  else settleHostCall(state, message)
}

function idOf(data: unknown): number {
  const id = typeof data === 'object' && data !== null && 'id' in data ? data.id : 0
  return typeof id === 'number' && Number.isSafeInteger(id) ? id : 0
}

function fromIssue(type: string, root: string, error: z.ZodError): MessageError {
  const [issue] = error.issues
  return { type, field: [root, ...(issue?.path ?? [])].join('.'), expected: issue?.message ?? 'another value' }
}

async function answer(state: State, { id, method, params }: Extract<WindowMessage, { type: 'request' }>): Promise<void> {
  if (!Object.hasOwn(requests, method))
    return refuse(state, id, { type: 'unknown-method', field: 'method', expected: Object.keys(requests).join(', ') })
  const name = method as keyof typeof requests
  const parsed = requests[name].safeParse(params)
  if (!parsed.success) return refuse(state, id, fromIssue('invalid-input', 'params', parsed.error))
  try {
    const value = await state.service.request(name, parsed.data, state.provider)
    send(state, { type: 'answer', id, ok: true, value })
  } catch (error) {
    refuse(state, id, asMessageError(error))
  }
}

function subscribe(state: State, { id, topic, params }: Extract<WindowMessage, { type: 'subscribe' }>): void {
  if (!Object.hasOwn(subscriptions, topic))
    return refuse(state, id, { type: 'unknown-topic', field: 'topic', expected: Object.keys(subscriptions).join(', ') })
  if (state.subscriptions.has(id)) return refuse(state, id, { type: 'invalid-message', field: 'id', expected: 'a number not in use' })
  const name = topic as keyof Topics
  const parsed = subscriptions[name].safeParse(params)
  if (!parsed.success) return refuse(state, id, fromIssue('invalid-input', 'params', parsed.error))
  const problem = entityProblem(name, parsed.data)
  if (problem) return refuse(state, id, problem)
  const tell = (value: unknown): void => send(state, { type: 'result', id, value })
  try {
    const opened = name === 'query' ? state.service.query(parsed.data as Query, tell) : state.service.follow(name, parsed.data, tell)
    state.subscriptions.set(id, opened)
  } catch (error) {
    refuse(state, id, asMessageError(error))
  }
}

function unsubscribe(state: State, id: number): void {
  state.subscriptions.get(id)?.close()
  state.subscriptions.delete(id)
}

function callHost(state: State, call: HostCall, params: unknown): Promise<never> {
  return new Promise((resolve, reject) => {
    const id = state.nextHostCall++
    state.hostCalls.set(id, { resolve, reject })
    send(state, { type: 'host-call', id, call, params })
  })
}

function settleHostCall(state: State, { id, ok, value }: Extract<WindowMessage, { type: 'host-answer' }>): void {
  const waiting = state.hostCalls.get(id)
  state.hostCalls.delete(id)
  if (ok) waiting?.resolve(value as never)
  else waiting?.reject(new WindowError({ type: 'host-failed', expected: String(value) }))
}
