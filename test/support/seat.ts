// One app instance of an end-to-end test: its own folder, its own wire to the server, signed in through the real sign-in room. Beside the screen,
// the test may ask the instance's shared worker itself, over a port of its own.

import { readdirSync } from 'node:fs'
import type { Page } from 'playwright-core'
import type { Answers } from '#store/contract.ts'
import type { Method, Params } from '#store/client.ts'
import { RunningApp } from './launch.ts'
import { startTcpProxy, type TcpProxy } from './tcp-proxy.ts'

/** What the worker answers to one message. */
export interface RawAnswer {
  readonly id: number
  readonly ok: boolean
  readonly error?: { readonly type: string; readonly field?: string; readonly expected?: string }
}

export interface Seat {
  readonly proxy: TcpProxy
  readonly userData: string
  /** The instance that runs now; `start` replaces it. */
  readonly app: () => RunningApp
  /** Starts the same installation again, after `kill` or `quit`. */
  readonly start: () => Promise<void>
  /** Signs in with e-mail and password, as a person does. */
  readonly signIn: (email: string, password: string) => Promise<void>
  /** Asks the shared worker of the profile that the first room shows. */
  readonly ask: <M extends Method>(method: M, params: Params<M>) => Promise<Answers[M]>
  /** Sends the worker messages as they are, each with a number of its own, and gives its answer to each. */
  readonly sendRaw: (messages: readonly object[]) => Promise<readonly RawAnswer[]>
  /** Payloads in the journal that the main process keeps for the profile. */
  readonly journal: () => Promise<readonly string[]>
  readonly close: () => Promise<void>
}

/** @param account the sample person that the first start signs in as; left out: the sign-in room waits */
export async function takeSeat(serverAddress: string, userData: string, account?: string): Promise<Seat> {
  const proxy = await startTcpProxy(serverAddress)
  const launch = (): Promise<RunningApp> =>
    RunningApp.launch({ userData, server: proxy.url, ...(account === undefined ? {} : { account }) })
  let app = await launch()
  return {
    proxy,
    userData,
    app: () => app,
    start: async () => {
      app = await launch()
    },
    signIn: async (email, password) => {
      const room = await app.room()
      await room.getByRole('textbox', { name: 'E-mail' }).fill(email)
      await room.getByRole('textbox', { name: 'Password' }).fill(password)
      await room.keyboard.press('Enter')
      await room.getByRole('navigation').first().waitFor()
    },
    ask: async (method, params) => askWorker(await app.room(), proxy.url, method, params),
    sendRaw: async (messages) => (await app.room()).evaluate(sendInPage, { script: workerScript(), messages: [...messages] }),
    journal: async () => readJournal(await app.room(), await app.engine()),
    close: async () => {
      await app.kill()
      await proxy.close()
    }
  }
}

/** The worker's script as it was built: the same address and name lead to the same worker. */
function workerScript(): string {
  const script = readdirSync('out/renderer/assets').find((name) => name.startsWith('store-worker-'))
  if (script === undefined) throw new Error('out/renderer holds no store worker: run npm run build')
  return `/assets/${script}`
}

async function askWorker<M extends Method>(room: Page, serverUrl: string, method: M, params: Params<M>): Promise<Answers[M]> {
  const answer = await room.evaluate(askInPage, { script: workerScript(), serverUrl, method, params })
  if (!answer.ok) throw new Error(`${method}: ${JSON.stringify(answer.error)}`)
  return answer.value as Answers[M]
}

async function readJournal(room: Page, engine: Page): Promise<readonly string[]> {
  const [profile] = await room.evaluate(() =>
    (JSON.parse(localStorage.getItem('fixpoint.accounts') ?? '[]') as { profile: string }[]).map((known) => known.profile)
  )
  const input = { profile, skip: 0, limit: 10_000 }
  const answer = await engine.evaluate((asked) => window.fixpoint?.invoke('journal.read', asked), input)
  if (!answer?.ok) throw new Error(`the journal of ${profile ?? 'nobody'} can't be read: ${JSON.stringify(answer)}`)
  return (answer.value as { entries: { payload: string }[] }).entries.map(({ payload }) => payload)
}

interface Answer {
  readonly ok: boolean
  readonly value?: unknown
  readonly error?: unknown
}

/** Runs in the page: opens a port to the worker and asks two questions on it, `open` (which must come first) and the test's. */
async function askInPage(asked: { script: string; serverUrl: string; method: string; params: unknown }): Promise<Answer> {
  const known = JSON.parse(localStorage.getItem('fixpoint.accounts') ?? '[]') as { profile: string }[]
  const profile = known[0]?.profile
  if (profile === undefined) throw new Error('nobody has signed in here')
  const { port } = new SharedWorker(asked.script, { type: 'module', name: profile })
  const ask = (id: number, method: string, params: unknown): Promise<Answer> =>
    new Promise((resolve) => {
      port.addEventListener('message', ({ data }: MessageEvent<Answer & { type: string; id: number }>) => {
        if (data.type === 'answer' && data.id === id) resolve(data)
      })
      port.postMessage({ type: 'request', id, method, params })
    })
  port.start()
  const opened = await ask(1, 'open', { serverUrl: asked.serverUrl, profile, journal: 'main' })
  const answer = opened.ok ? await ask(2, asked.method, asked.params) : opened
  port.postMessage({ type: 'bye' })
  return answer
}

/** Runs in the page: a port of its own to the worker, one answer per message. */
async function sendInPage(asked: { script: string; messages: object[] }): Promise<RawAnswer[]> {
  const known = JSON.parse(localStorage.getItem('fixpoint.accounts') ?? '[]') as { profile: string }[]
  const { port } = new SharedWorker(asked.script, { type: 'module', name: known[0]?.profile ?? '' })
  const answers: RawAnswer[] = []
  await new Promise<void>((resolve) => {
    port.addEventListener('message', ({ data }: MessageEvent<RawAnswer & { type: string }>) => {
      if (data.type === 'answer') answers.push(data)
      if (answers.length === asked.messages.length) resolve()
    })
    port.start()
    for (const [id, message] of asked.messages.entries()) port.postMessage({ ...message, id })
  })
  port.postMessage({ type: 'bye' })
  return answers
}
