// Rows that come along with hints over a real socket: each device hears what its person may see, and nothing once it is locked out.

import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { liveHint } from '#sync/protocol/live.ts'
import { pullAnswer } from '#sync/protocol/pull.ts'
import { protocolVersion } from '#sync/protocol/version.ts'
import type { Session } from '#sync/protocol/session.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { canaries, small } from '../support/small-organisation.ts'
import { TestDevice } from '../support/test-device.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

interface Ear {
  readonly heard: string[]
  readonly closed: Promise<number>
}

/** A live socket of a device that has everything. */
async function listen(address: string, { accessToken }: Session, device: TestDevice): Promise<Ear> {
  const { epoch, ...answer } = await device.pull(0)
  const cursor = answer.type === 'rows' ? answer.cursor : 0
  const socket = new WebSocket(`${address.replace('http', 'ws')}/v1/live`)
  const heard: string[] = []
  socket.on('open', () => socket.send(JSON.stringify({ protocol: protocolVersion, accessToken, place: { epoch, cursor } })))
  socket.on('message', (data: Buffer) => heard.push(data.toString()))
  const closed = new Promise<number>((resolve) => socket.once('close', resolve))
  await expect.poll(() => heard.length).toBe(1)
  return { heard, closed }
}

function rowsIn(message: string) {
  const [head = '', text] = message.split('\n', 2)
  const { rows, version } = liveHint.parse(JSON.parse(head))
  if (text === undefined) return { version, items: null }
  expect(createHash('sha256').update(text).digest('base64')).toBe(rows?.sha256)
  const answer = pullAnswer.parse(JSON.parse(text))
  return { version, items: answer.type === 'rows' ? answer.items : null }
}

const comment = (ticketId: string, body: string) => ({ ticketId, visibility: 'internal', channel: 'note', body })

it('[LIVE10] come within the scope of who listens, also from another process; who wrote them is only told', async () => {
  const admin = new TestDevice(server.address, await server.signIn('admin'))
  const technician = new TestDevice(server.address, await server.signIn('technician'))
  const other = await server.second()
  const [own, near, far] = [
    await listen(server.address, admin.session, admin),
    await listen(server.address, technician.session, technician),
    await listen(other.address, technician.session, technician)
  ]
  await admin.run('ticket.comment', comment(small.northTicket, 'for the north'))
  for (const ear of [near, far]) {
    await expect.poll(() => ear.heard.length).toBe(2)
    const { items } = rowsIn(ear.heard[1] ?? '')
    expect(JSON.stringify(items)).toContain('for the north')
  }
  await admin.run('ticket.comment', comment(small.southTicket, canaries.south))
  for (const ear of [near, far]) await expect.poll(() => ear.heard.length).toBe(3)
  expect([near, far].map(({ heard }) => rowsIn(heard[2] ?? '').items)).toEqual([[], []])
  expect(JSON.stringify([near.heard, far.heard])).not.toContain(canaries.south)
  await expect.poll(() => own.heard.length).toBe(3)
  expect(own.heard.map((message) => rowsIn(message).items)).toEqual([null, null, null])
  await other.close()
})

it('[LIVE10] stop with the first one after the device was locked out', async () => {
  const admin = new TestDevice(server.address, await server.signIn('admin'))
  const session = await server.signIn('agent')
  const ear = await listen(server.address, session, new TestDevice(server.address, session))
  await admin.run('device.revoke', { id: session.deviceId })
  expect(await ear.closed).toBe(4403)
  expect(ear.heard).toHaveLength(1)
})

it('[LIVE10] that are too many for a hint are fetched', async () => {
  const admin = new TestDevice(server.address, await server.signIn('admin'))
  const technician = new TestDevice(server.address, await server.signIn('technician'))
  const ear = await listen(server.address, technician.session, technician)
  const long = comment(small.northTicket, 'long '.repeat(3_000))
  await admin.push(...Array.from({ length: 8 }, () => admin.command('ticket.comment', long)))
  await expect.poll(() => ear.heard.length).toBe(2)
  expect(rowsIn(ear.heard[1] ?? '')).toEqual({ version: await admin.version(), items: null })
})
