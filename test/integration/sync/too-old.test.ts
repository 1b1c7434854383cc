// An app that the server finds too old: it keeps working on its device, says so, stops asking in a hurry, and after its update (here: by
// a process that still speaks its protocol) everything arrives.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { liveClose } from '#sync/protocol/live.ts'
import { protocolVersion } from '#sync/protocol/version.ts'
import WebSocket from 'ws'
import { startTestServer, type TestServer } from '#test/support/server.ts'
import { small } from '#test/support/small-organisation.ts'
import { openSyncDevice } from '#test/support/sync-device.ts'

let server: TestServer
let updated: Awaited<ReturnType<TestServer['second']>>

beforeAll(async () => {
  server = await startTestServer({ oldestProtocol: protocolVersion + 1 })
  updated = await server.second()
})
afterAll(async () => {
  await updated.close()
  await server.close()
})

const note = (body: string) => ({ ticketId: small.northTicket, visibility: 'internal', channel: 'note', body })

describe('an app that is too old for the server', () => {
  it('[UP2] works on, says that it needs an update, and loses nothing', async () => {
    const session = await server.signIn('technician')
    const before = await openSyncDevice(updated.address, session)
    await before.close()
    const device = await openSyncDevice(server.address, session, { disk: before.disk, journal: before.journal })
    expect(device.engine.state()).toMatchObject({ activity: 'idle', problemType: 'too-old', needsPerson: true })
    expect(device.engine.state().problem).toMatch(/too old for the server\. Update it/)
    expect((await device.replica.run('ticket.comment', note('while too old'))).ok).toBe(true)
    await device.engine.syncNow()
    expect((await device.replica.children('comment', small.northTicket)).map((row) => row['body'])).toContain('while too old')
    expect(device.replica.waiting()).toHaveLength(1)
    await device.close()

    const after = await openSyncDevice(updated.address, session, { disk: device.disk, journal: device.journal })
    await after.settled()
    expect(after.replica.outbox()).toEqual([])
    expect(after.engine.state().problem).toBe(null)
    expect((await after.replica.children('comment', small.northTicket)).filter((row) => row['body'] === 'while too old')).toHaveLength(1)
    await after.close()
  })

  it('[UP2] is told so by the live socket, too', async () => {
    const { accessToken } = await server.signIn('admin')
    const socket = new WebSocket(`${server.address.replace('http', 'ws')}/v1/live`)
    const closed = new Promise<number>((resolve) => socket.on('close', resolve))
    socket.on('open', () => socket.send(JSON.stringify({ protocol: protocolVersion, accessToken })))
    expect(await closed).toBe(liveClose.tooOld)
  })
})
