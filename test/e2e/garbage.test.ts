// Whatever comes in at the doors of the running app (its worker, its main process, its addresses, its files): the answer names type, field and
// what was expected, nothing dies, and the next valid request succeeds. HTTP, the environment and the command line have tests of their own.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ZodType } from 'zod'
import type { IpcAnswer } from '#ipc/bridge.ts'
import { contract } from '#ipc/contract.ts'
import { requests, subscriptions } from '#store/contract.ts'
import { harnessOrigin } from '#test/support/app-origin.ts'
import { goTo, syncState } from '#test/support/hand.ts'
import { type Seat, takeSeat } from '#test/support/seat.ts'
import { startTestServer, type TestServer, testPassword } from '#test/support/server.ts'
import { emailOf, small } from '#test/support/small-organisation.ts'

const wrong: readonly unknown[] = [null, true, -1.5, 'x'.repeat(5000), '\u0000', [], [[null]], { a: 1 }, '../../etc/passwd']

let folder = ''
let server: TestServer
let seat: Seat
let room: Page
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fixpoint-garbage-'))
  server = await startTestServer({ origins: [harnessOrigin] })
  seat = await takeSeat(server.address, join(folder, 'seat'))
  await seat.signIn(emailOf('admin'), testPassword)
  await syncState(seat, /^Sync: Up to date/)
  room = await seat.app().room()
})
afterAll(async () => {
  await seat?.close()
  await server?.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Inputs that differ from what the schema takes: whole ones, and valid ones with one field replaced, left out or added. */
function damaged(valid: Readonly<Record<string, unknown>>, schema: ZodType): readonly unknown[] {
  const fields = Object.keys(valid)
  const each = fields.flatMap((field) => [
    ...wrong.map((value) => ({ ...valid, [field]: value })),
    Object.fromEntries(Object.entries(valid).filter(([name]) => name !== field))
  ])
  return [...wrong, { ...valid, surplus: 1 }, ...each].filter((input) => !schema.safeParse(input).success)
}

const some = { id: small.northTicket, text: 'x' }
/** Methods that take nothing may be left out, here and below. */
const validRequests: Readonly<Partial<Record<string, Record<string, unknown>>>> = {
  open: { serverUrl: 'http://127.0.0.1:1', profile: 'p', journal: 'main' },
  signIn: { email: 'a@desk.example', password: some.text, deviceName: some.text },
  signOut: {},
  run: { name: some.text, input: {} },
  runMany: { calls: [] },
  undo: { commandIds: [] },
  retry: { commandId: some.id },
  dismiss: { commandId: some.id },
  search: { words: some.text, entities: ['ticket'], limit: 1 },
  draft: { key: some.text },
  putDraft: { key: some.text, value: 1 },
  deleteDraft: { key: some.text },
  syncNow: {},
  hashes: {},
  drain: {},
  hello: {},
  provideHost: { journal: false, secrets: false }
}
const validTopics: typeof validRequests = {
  query: { entity: 'ticket', where: [], sort: [], offset: 0, limit: 1 },
  count: { entity: 'ticket', where: [], by: 'status' },
  status: {},
  outbox: {},
  session: {}
}

test('the worker answers each wrong request and subscription with type, field and what was expected, and goes on', async () => {
  const messages = [
    ...Object.entries(requests).flatMap(([method, schema]) =>
      damaged(validRequests[method] ?? {}, schema).map((params) => ({ type: 'request', method, params }))
    ),
    ...Object.entries(subscriptions).flatMap(([topic, schema]) =>
      damaged(validTopics[topic] ?? {}, schema).map((params) => ({ type: 'subscribe', topic, params }))
    ),
    ...wrong.flatMap((value) => [
      { type: value },
      { type: 'request', method: value, params: {} },
      { type: 'move', offset: value, limit: 1 }
    ])
  ]
  const answers = await seat.sendRaw(messages)
  expect(answers).toHaveLength(messages.length)
  const silent = answers.filter(({ error }) => !error?.type || !error.field || !error.expected)
  expect(silent).toEqual([])
  expect((await seat.ask('hashes', {}))['ticket']?.rows).toBe(4)
})

const validInputs: typeof validRequests = {
  'app.info': {},
  'journal.append': { profile: 'p', entries: [{ key: 'k', payload: 'x' }] },
  'journal.read': { profile: 'p', skip: 0, limit: 1 },
  'journal.acknowledge': { profile: 'p', keys: ['k'] },
  'engine.drained': {},
  'secret.read': { name: 'n' },
  'secret.write': { name: 'n', value: 'v' },
  'profile.use': { profile: 'p' },
  'accounts.read': {},
  'accounts.keep': { accounts: [{ profile: 'p', serverUrl: 's', email: 'e', name: 'n', organisation: 'o' }] },
  'server.use': { url: 'http://127.0.0.1:1' },
  'window.open': { route: '/tickets' },
  'link.open': { url: 'https://example.org' },
  'file.save': { suggestedName: 'a.csv', contentBase64: '' }
}

test('the main process answers each wrong input of each channel with type, field and what was expected, and goes on', async () => {
  const engine = await seat.app().engine()
  const asked = Object.entries(contract).flatMap(([channel, { input }]) =>
    damaged(validInputs[channel] ?? {}, input).map((value): [string, unknown] => [channel, value])
  )
  const answers = await engine.evaluate(
    (all) => Promise.all(all.map(async ([channel, input]) => window.fixpoint?.invoke(channel, input))),
    asked
  )
  const odd = answers.filter((answer) => answer?.ok !== false || answer.error.type !== 'invalid-input' || !answer.error.expected)
  expect(odd).toEqual([])
  const info = await engine.evaluate((): Promise<IpcAnswer> | undefined => window.fixpoint?.invoke('app.info', {}))
  expect(info).toMatchObject({ ok: true, value: { serverUrl: seat.proxy.url } })
})

test('an address with nothing behind it, or that is none, says so in words, and the next valid one opens', async () => {
  const unknown = ['/nowhere', '/%', '/%E0%A4%A', `/${'x'.repeat(5000)}`, '/<img src=x onerror=alert(1)>', '/tickets-and-more']
  for (const route of unknown) {
    await goTo(seat, route)
    await room.getByText('There is nothing at this address').waitFor()
  }
  for (const id of ['%', 'null', '01900000-0000-7000-8000-00000000ffff', `${small.northTicket}%00`]) {
    await goTo(seat, `/tickets/${id}`)
    await room.getByText(/^(This ticket isn’t on this device|There is nothing at this address)$/).waitFor()
  }
  await goTo(seat, `/tickets/${small.northTicket}`)
  await room.getByRole('textbox', { name: 'Public reply' }).waitFor()
})

test('a page asked for a strange profile, server or account offers to sign in, and goes back to its desk', async () => {
  const desk = room.url()
  const queries = [
    '?profile=../../etc',
    '?profile=%00',
    '?profile=',
    '?server=javascript:alert(1)&profile=',
    '?account=%E0%A4%A&profile=nobody'
  ]
  for (const query of queries) {
    await room.goto(`${harnessOrigin}/index.html${query}`)
    await room
      .getByRole('heading', { name: 'Sign in to your desk' })
      .or(room.getByRole('navigation', { name: 'Rooms' }))
      .first()
      .waitFor()
  }
  await room.goto(desk)
  await syncState(seat, /^Sync: Up to date/)
})

const noise = Buffer.from(Array.from({ length: 4096 }, (_, index) => (index * 7919 + (index >> 3)) & 255))

test.each([
  ['an empty file', Buffer.from('')],
  ['noise', noise],
  ['a header alone', Buffer.from('Name,Code\n')],
  ['a quotation mark that is never closed', Buffer.from('Name,Code\nAcme,"AC\nBeta,BE\n')],
  ['a picture', Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), noise])]
])('import: %s is taken for what it is, and a good file after it is read', async (_title, bytes) => {
  await goTo(seat, '/import')
  await chooseFile(bytes)
  await room
    .getByRole('alert')
    .or(room.getByText('The file', { exact: true }))
    .first()
    .waitFor()
  await chooseFile(Buffer.from('Name,Code\nAcme,AC\nBeta,BE\n'))
  await room.getByText('good.csv · 2 rows').waitFor()
})

async function chooseFile(buffer: Buffer): Promise<void> {
  const another = room.getByRole('button', { name: 'Another file' })
  if (await another.isVisible()) await another.click()
  const choosing = room.waitForEvent('filechooser')
  await room.getByRole('button', { name: 'Choose a file' }).click()
  await (await choosing).setFiles({ name: 'good.csv', mimeType: 'text/csv', buffer })
}
