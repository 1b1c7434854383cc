// Several server processes on one database, the live socket, restored databases, and what a busy moment must not break.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import WebSocket from 'ws'
import { asOwner, markRestored } from '#server/postgres/owner.ts'
import type { Session } from '#sync/protocol/session.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { small } from '../support/small-organisation.ts'
import { TestDevice } from '../support/test-device.ts'

let server: TestServer
let other: Awaited<ReturnType<TestServer['second']>>
let admin: Session
beforeAll(async () => {
  server = await startTestServer()
  other = await server.second()
  admin = await server.signIn('admin')
})
afterAll(async () => {
  await other.close()
  await server.close()
})

const comment = (body: string) => ({ ticketId: small.northTicket, visibility: 'internal', channel: 'note', body })

/** Who waits for the transaction that asks: other files have their waits in the same cluster. */
const waiting = 'SELECT 1 FROM pg_locks WHERE NOT granted AND transactionid = pg_current_xact_id()::xid'

/** A live socket: what it heard, and how it was closed. */
async function listen(address: string, hello: unknown, headers: Record<string, string> = {}) {
  const socket = new WebSocket(`${address.replace('http', 'ws')}/v1/live`, { headers })
  const heard: number[] = []
  const closed = new Promise<number>((resolve) => socket.on('close', resolve))
  socket.on('message', (data: Buffer) => heard.push((JSON.parse(data.toString()) as { version: number }).version))
  await new Promise<void>((resolve) => socket.on('open', () => resolve()))
  socket.send(typeof hello === 'string' ? hello : JSON.stringify(hello))
  return { socket, heard, closed }
}

describe('two processes on one database', () => {
  it('[SYNC2] serve any device, and each command runs once wherever it arrives', async () => {
    const here = new TestDevice(server.address, admin)
    const there = new TestDevice(other.address, admin)
    const command = here.command('ticket.comment', comment('sent to both'))
    const [one, two] = await Promise.all([here.push(command), there.push(command)])
    expect(one.outcomes).toEqual(two.outcomes)
    expect((await there.items(0)).filter((item) => JSON.stringify(item).includes('sent to both'))).toHaveLength(1)
  })

  it('[SYNC8] decide one after the other: every version once, none skipped by a reader', async () => {
    const devices = await Promise.all(
      Array.from(
        { length: 6 },
        async (_, index) => new TestDevice(index % 2 ? other.address : server.address, await server.signIn('technician'))
      )
    )
    const reader = new TestDevice(server.address, admin)
    const start = await reader.version()
    const seen = new Map<number, string>()
    const writers = { count: 6 }
    const reading = (async () => {
      let cursor = start
      while (writers.count > 0 || cursor < (await reader.version())) {
        const answer = await reader.pull(cursor)
        if (answer.type !== 'rows') throw new Error('no snapshot here')
        for (const item of answer.items) if (item[0] === 'r' && item[1] === 'comment') seen.set(item[2], item[3].id)
        cursor = answer.cursor
      }
    })()
    await Promise.all(
      devices.map(async (device) => {
        for (let n = 0; n < 15; n += 1)
          await device.push(device.command('ticket.comment', comment(`n${n}`)), device.command('ticket.comment', comment(`m${n}`)))
        writers.count -= 1
      })
    )
    await reading
    expect(new Set(seen.values()).size).toBe(6 * 15 * 2)
  })

  it('[LIVE1] tell each other’s listeners of new versions', async () => {
    const { socket, heard } = await listen(other.address, { protocol: 1, accessToken: admin.accessToken })
    await expect.poll(() => heard.length).toBeGreaterThan(0)
    const device = new TestDevice(server.address, admin)
    device.sequence = 1000
    const outcome = await device.run('ticket.comment', comment('heard elsewhere'))
    await expect.poll(() => heard.at(-1)).toBe(outcome.type === 'applied' ? outcome.version : null)
    socket.close()
  })
})

describe('ending', () => {
  it('answers what was asked before, and only then goes', async () => {
    const third = await server.second()
    const device = new TestDevice(third.address, await server.signIn('technician'))
    await device.pull(0)
    const answer = await asOwner(server.database.owner, async (owner) => {
      await owner.query('BEGIN')
      await owner.query('SELECT 1 FROM fixpoint.counter FOR UPDATE')
      const pushing = device.push(device.command('ticket.comment', comment('asked before the end')))
      await expect.poll(async () => (await owner.query(waiting)).rowCount).toBeGreaterThan(0)
      const closing = third.close()
      await owner.query('COMMIT')
      await closing
      return pushing
    })
    expect(answer.outcomes[0]?.outcome.type).toBe('applied')
    await expect(device.pull(0)).rejects.toThrow()
  })
})

describe('the live socket', () => {
  it('closes on whoever has no valid token, speaks nonsense, or comes from a foreign page', async () => {
    expect(await (await listen(server.address, { protocol: 1, accessToken: 'x'.repeat(43) })).closed).toBe(4401)
    expect(await (await listen(server.address, { protocol: 9, accessToken: admin.accessToken })).closed).toBe(4426)
    expect(await (await listen(server.address, 'nonsense')).closed).toBe(1008)
    expect(await (await listen(server.address, {}, { origin: 'https://elsewhere.example' })).closed).toBe(1008)
  })
})

describe('a database that came back from a backup', () => {
  it('has another epoch, asks for a fresh snapshot, runs nothing of the old epoch, and skips numbers ahead', async () => {
    const device = new TestDevice(server.address, await server.signIn('admin'))
    const { epoch } = await device.pull(0)
    await device.run('ticket.open', { clientId: small.north, subject: 'before' })
    await asOwner(server.database.owner, (owner) => markRestored(owner, small.organisation))
    const answer = await device.pull(await device.version(), epoch)
    expect(answer).toMatchObject({ type: 'snapshot', highWater: 1 })
    expect(answer.epoch).not.toBe(epoch)
    await device.run('ticket.open', { clientId: small.north, subject: 'after' })
    const numbers = (await device.items(0)).flatMap((item) => (item[0] === 'r' && item[1] === 'ticket' ? [Number(item[3]['number'])] : []))
    expect(Math.max(...numbers)).toBeGreaterThan(1000)
    expect((await device.pull((await device.version()) + 50)).type).toBe('snapshot')
  })
})
