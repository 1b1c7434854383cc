// The main job, end to end: app instances with a wire each to one server. What is done without a network is kept, arrives once, clashes are put
// before a person with both values, and afterwards every replica holds what plain SQL computes within its person's scope.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { harnessOrigin } from '#test/support/app-origin.ts'
import { changeCategory, changeSubject, changeUrgency, openTicket, reply, syncState } from '#test/support/hand.ts'
import { type Seat, takeSeat } from '#test/support/seat.ts'
import { startTestServer, type TestServer, testPassword } from '#test/support/server.ts'
import { canaries, emailOf, small } from '#test/support/small-organisation.ts'
import { readServer } from '#test/support/server-rows.ts'
import { sqlHashes } from '#test/support/sql-hashes.ts'

const people = ['admin', 'technician', 'agent'] as const
type Name = (typeof people)[number]

let folder = ''
let server: TestServer
let seats: Readonly<Record<Name, Seat>>
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fixpoint-two-'))
  server = await startTestServer({ origins: [harnessOrigin] })
  const taken = await Promise.all(people.map((name) => takeSeat(server.address, join(folder, name))))
  const [admin, technician, agent] = taken
  if (admin === undefined || technician === undefined || agent === undefined) throw new Error('three seats were asked for')
  seats = { admin, technician, agent }
  await Promise.all(people.map((name) => seats[name].signIn(emailOf(name), testPassword)))
})
afterAll(async () => {
  await Promise.all(Object.values(seats ?? {}).map((seat) => seat.close()))
  await server?.close()
  rmSync(folder, { recursive: true, force: true })
})

const rowsOnServer = () => readServer(server.database.adminUrl)

/** Every replica equals what plain SQL computes within its person's scope, and none of them is empty. */
async function expectOneTruth(names: readonly Name[] = people): Promise<void> {
  for (const name of names) {
    const both = async () => {
      const [mine, servers] = await Promise.all([seats[name].ask('hashes', {}), sqlHashes(server.database.adminUrl, emailOf(name))])
      return Object.keys(servers).filter((entity) => JSON.stringify(mine[entity]) !== JSON.stringify(servers[entity]))
    }
    await expect.poll(both, { message: `entities of ${name} that differ` }).toEqual([])
    const hashes = await seats[name].ask('hashes', {})
    for (const entity of ['ticket', 'comment', 'client', 'person']) expect(hashes[entity]?.rows, `${name}: ${entity}`).toBeGreaterThan(0)
  }
}

test('a reply sent in one app is journalled, decided on the server and painted in the other', async () => {
  const { admin, technician } = seats
  await Promise.all([openTicket(admin, small.northTicket), openTicket(technician, small.northTicket)])
  const room = await technician.app().room()
  await reply(admin, 'The toner is on its way')
  await room.getByRole('log', { name: 'Conversation' }).getByText('The toner is on its way').waitFor()
  expect(await admin.journal()).toContainEqual(expect.stringContaining('The toner is on its way'))
  expect((await rowsOnServer()).commands).toMatchObject([{ name: 'admin', type: 'applied' }])
  await expectOneTruth()
})

test('offline for real: both go on, not a byte passes, and reconnected all hold one truth and show the clash with both values', async () => {
  const { admin, technician } = seats
  const wire = technician.proxy
  wire.cut()
  const carried = wire.carried()
  const before = await rowsOnServer()
  await reply(technician, 'Written in the basement')
  await changeCategory(technician, 'Hardware')
  await changeSubject(technician, 'The fuser of the printer is worn')
  await reply(admin, 'Written in the office')
  await changeUrgency(admin, 'Can wait')
  await changeSubject(admin, 'Printer prints stripes')
  await syncState(technician, /^Sync: Offline/)
  await expect.poll(async () => (await rowsOnServer()).commands.filter(({ name }) => name === 'admin').length).toBe(4)
  await expectOneTruth(['admin', 'agent'])
  expect(wire.carried()).toEqual(carried)
  expect((await rowsOnServer()).highWater('technician')).toBe(before.highWater('technician'))

  wire.mend()
  await technician.ask('syncNow', {})
  await expect.poll(async () => (await rowsOnServer()).commands.filter(({ name }) => name === 'technician').length).toBe(3)
  await expectOneTruth()
  for (const seat of [admin, technician]) {
    const room = await seat.app().room()
    await room.getByRole('log', { name: 'Conversation' }).getByText('Written in the basement').waitFor()
    await room.getByRole('log', { name: 'Conversation' }).getByText('Written in the office').waitFor()
    await room.getByRole('button', { name: 'Category: Hardware' }).waitFor()
    await room.getByRole('button', { name: 'Urgency: Can wait' }).waitFor()
    // The subject is a field that is asked about: the server's value stays until somebody chooses.
    await room.getByRole('button', { name: 'Subject: Printer prints stripes' }).waitFor()
    await room.getByRole('link', { name: 'Choose in Sync' }).click()
    await room.getByText('Printer prints stripes').first().waitFor()
    await room.getByText('The fuser of the printer is worn').first().waitFor()
  }
  const { comments } = await rowsOnServer()
  expect([comments.get('Written in the basement'), comments.get('Written in the office')]).toEqual([1, 1])
})

test('the clash is settled by one click, everywhere, and no word of it reaches the person of another client', async () => {
  const { admin, technician, agent } = seats
  const room = await technician.app().room()
  await room.getByRole('button', { name: 'Take this one' }).click()
  for (const seat of [admin, technician]) {
    await openTicket(seat, small.northTicket)
    await (await seat.app().room()).getByRole('button', { name: 'Subject: The fuser of the printer is worn' }).waitFor()
    await syncState(seat, /^Sync: Up to date/)
  }
  await expectOneTruth()
  expect((await agent.ask('hashes', {}))['conflict']?.rows).toBe(0)
  const found = await agent.ask('search', { words: canaries.north, entities: ['ticket', 'client', 'comment'], limit: 10 })
  expect(found.filter(({ row }) => JSON.stringify(row).includes(canaries.north))).toEqual([])
})

test('a wire that swallows bytes and one that changes them are noticed, nothing wrong is stored, and all recovers', async () => {
  const { admin, technician, agent } = seats
  await openTicket(agent, small.southTicket)
  const before = await agent.ask('hashes', {})
  technician.proxy.stall()
  agent.proxy.corrupt()
  await reply(technician, 'Into a wire that swallows')
  await reply(agent, 'Over a wire that changes bytes')
  await reply(admin, 'While the others are in trouble')
  await openTicket(admin, small.southTicket)
  await reply(admin, 'What arrives changed is not taken')
  // A swallowed exchange is given up after 30 seconds.
  const swallowed = syncState(technician, /^Sync: Offline/)
  await agent.ask('syncNow', {})
  await syncState(agent, /^Sync: Offline/)
  expect(await agent.ask('hashes', {})).toEqual(before)
  await swallowed
  for (const seat of [technician, agent]) {
    seat.proxy.mend()
    await seat.ask('syncNow', {})
    await syncState(seat, /^Sync: Up to date/)
  }
  await expectOneTruth()
  const { comments } = await rowsOnServer()
  const words = [
    'Into a wire that swallows',
    'Over a wire that changes bytes',
    'While the others are in trouble',
    'What arrives changed is not taken'
  ]
  expect(words.map((body) => comments.get(body))).toEqual([1, 1, 1, 1])
})
