// A server whose folder of contents came back from an older copy than its rows, over real HTTP and PostgreSQL: the devices that hold what
// it lost bring it again.

import { existsSync } from 'node:fs'
import { cp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { deriveId } from '#core/kernel/ids.ts'
import type { FileStanding, FilesState } from '#store/contract-files.ts'
import { type HttpDevice, openHttpDevice } from '#test/support/http-device.ts'
import { call, startTestServer, type TestServer } from '#test/support/server.ts'
import { small } from '#test/support/small-organisation.ts'
import { hexOf, someBytes } from '#test/support/tus.ts'

let server: TestServer
let admin: HttpDevice
let technician: HttpDevice
let agentToken = ''

beforeAll(async () => {
  server = await startTestServer()
  admin = await openHttpDevice(server.address, await server.signIn('admin'))
  technician = await openHttpDevice(server.address, await server.signIn('technician'))
  agentToken = (await server.signIn('agent')).accessToken
})
afterAll(async () => {
  await admin.close()
  await technician.close()
  await server.close()
})

const until = <T>(check: () => Promise<T> | T): Promise<T> => vi.waitFor(check, { timeout: 120_000, interval: 20 })
const shelfOf = (sha256: string): string => join(server.attachments, small.organisation, sha256.slice(0, 2), sha256)

async function attach(device: HttpDevice, bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const taken = await device.files().add(small.northTicket, new Blob([bytes]))
  if (!taken.ok) throw new Error(taken.problem)
  const { sha256, size } = taken
  const input = { ticketId: small.northTicket, name: 'rack.png', mime: 'image/png', size, sha256 }
  const said = await device.replica.run('attachment.attach', input)
  if (!said.ok) throw new Error(said.refusal.type)
  device.engine.wake()
  return deriveId(said.commandId, 1)
}

async function standing(device: HttpDevice, sha256: string): Promise<FileStanding | undefined> {
  const state = await new Promise<FilesState>((resolve) => {
    const stop = device.files().follow(small.northTicket, (first) => {
      resolve(first)
      queueMicrotask(() => stop())
    })
  })
  return state.files.find((file) => file.sha256 === sha256)
}

async function fetched(device: HttpDevice, id: string): Promise<string> {
  const answer = await device.files().fetch(small.northTicket, id)
  return answer.ok ? hexOf(new Uint8Array(await answer.content.arrayBuffer())) : answer.problem
}

async function isOnServer(device: HttpDevice, sha256: string): Promise<void> {
  await until(async () => expect(await standing(device, sha256)).toMatchObject({ state: 'here', unsent: false }))
  expect(existsSync(shelfOf(sha256))).toBe(true)
}

test('[ATT14] an older copy of the folder lacks newer contents: the device that added one brings it again, what is there is not sent', async () => {
  const [old, newer] = [someBytes(400_000, 41), someBytes(300_000, 42)]
  await attach(admin, old)
  await isOnServer(admin, hexOf(old))
  const copy = `${server.attachments}-copy`
  await cp(server.attachments, copy, { recursive: true })
  const id = await attach(admin, newer)
  await isOnServer(admin, hexOf(newer))
  // The server is away while it is restored.
  admin.wire.cut()
  await rm(server.attachments, { recursive: true })
  await cp(copy, server.attachments, { recursive: true })
  await rm(copy, { recursive: true })
  await until(async () => expect(await fetched(technician, id)).toBe('not-uploaded'))
  const before = admin.wire.carried().up
  admin.wire.mend()
  await admin.restartFiles()
  await until(async () => expect(await fetched(technician, id)).toBe(hexOf(newer)))
  await isOnServer(admin, hexOf(newer))
  expect(admin.wire.carried().up - before).toBeLessThan(newer.length + 50_000)
})

test('[ATT14] a device that only fetched a content brings it again as well, and doesn’t give it up before', async () => {
  const bytes = someBytes(50_000, 43)
  const id = await attach(admin, bytes)
  await isOnServer(admin, hexOf(bytes))
  await until(async () => expect(await fetched(technician, id)).toBe(hexOf(bytes)))
  // Whoever added it lost the device.
  admin.wire.cut()
  for (const [name, blob] of admin.disk.blobs) if (blob.sha256 === hexOf(bytes)) admin.disk.blobs.delete(name)
  await rm(shelfOf(hexOf(bytes)))
  const sending = {
    ...technician.transport,
    begin: () => Promise.reject(new Error('not yet')),
    state: () => Promise.reject(new Error('not yet'))
  }
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  await technician.restartFiles(sending)
  await until(async () => expect(await standing(technician, hexOf(bytes))).toMatchObject({ here: true, unsent: true }))
  vi.restoreAllMocks()
  await technician.restartFiles()
  await isOnServer(technician, hexOf(bytes))
  admin.wire.mend()
  await admin.restartFiles()
  expect(await fetched(admin, id)).toBe(hexOf(bytes))
})

test('[ATT14] after everything came anew, as from a restored server, it is asked at once, without a restart of the device', async () => {
  const bytes = someBytes(20_000, 44)
  await attach(admin, bytes)
  await isOnServer(admin, hexOf(bytes))
  await rm(shelfOf(hexOf(bytes)))
  await admin.replica.beginSnapshot()
  await admin.engine.syncNow()
  await until(() => expect(existsSync(shelfOf(hexOf(bytes)))).toBe(true))
})

test('[ATT6] what is missing of another client’s files is nobody’s to know', async () => {
  const bytes = someBytes(900, 45)
  const id = await attach(admin, bytes)
  await isOnServer(admin, hexOf(bytes))
  await rm(shelfOf(hexOf(bytes)))
  const asked = await call(server.address, '/v1/attachments/missing', { ids: [id] }, agentToken)
  expect([asked.status, JSON.parse(asked.text)]).toEqual([200, { missing: [] }])
  const seen = await admin.transport.missing([id])
  expect(seen).toEqual([id])
  expect((await call(server.address, '/v1/attachments/missing', { ids: [id] })).status).toBe(401)
})

test.each([[{}], [{ ids: 'all' }], [{ ids: ['x'] }], [{ ids: Array.from({ length: 501 }, () => small.north) }], [[]]])(
  'a question about missing files like %o is a refusal that names the field',
  async (body) => {
    const answer = await call(server.address, '/v1/attachments/missing', body, agentToken)
    expect(answer.status).toBe(400)
    expect(JSON.parse(answer.text)).toMatchObject({ error: { type: 'invalid' } })
  }
)
