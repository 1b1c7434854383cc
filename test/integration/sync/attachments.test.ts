// Files from one device to another over real HTTP and PostgreSQL: words first, breaks at any place, what never completes, who may see them.

import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { deriveId } from '#core/kernel/ids.ts'
import { pieceBytes } from '#store/attachments/blob-store.ts'
import { type FileTransport, FileRefused } from '#store/attachments/file-transport.ts'
import type { FilesState, FileStanding } from '#store/contract-files.ts'
import { TransportError } from '#sync/ports.ts'
import { type HttpDevice, openHttpDevice } from '#test/support/http-device.ts'
import { startTestServer, type TestServer } from '#test/support/server.ts'
import { small } from '#test/support/small-organisation.ts'
import { hexOf, someBytes } from '#test/support/tus.ts'

let server: TestServer
let admin: HttpDevice
let technician: HttpDevice

beforeAll(async () => {
  server = await startTestServer()
  admin = await openHttpDevice(server.address, await server.signIn('admin'))
  technician = await openHttpDevice(server.address, await server.signIn('technician'))
})
afterAll(async () => {
  await admin.close()
  await technician.close()
  await server.close()
})

/** Takes a file in and says so in words; answers its id. */
async function attach(device: HttpDevice, ticketId: string, bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const taken = await device.files().add(ticketId, new Blob([bytes]))
  if (!taken.ok) throw new Error(taken.problem)
  const { sha256, size } = taken
  const said = await device.replica.run('attachment.attach', { ticketId, name: 'rack.png', mime: 'image/png', size, sha256 })
  if (!said.ok) throw new Error(said.refusal.type)
  device.engine.wake()
  return deriveId(said.commandId, 1)
}

async function standing(device: HttpDevice, ticketId: string, sha256: string): Promise<FileStanding | undefined> {
  const state = await new Promise<FilesState>((resolve) => {
    const stop = device.files().follow(ticketId, (first) => {
      resolve(first)
      queueMicrotask(() => stop())
    })
  })
  return state.files.find((file) => file.sha256 === sha256)
}

const until = <T>(check: () => Promise<T> | T): Promise<T> => vi.waitFor(check, { timeout: 120_000, interval: 20 })

async function hasRow(device: HttpDevice, ticketId: string, id: string): Promise<void> {
  expect((await device.replica.children('attachment', ticketId)).map((row) => row.id)).toContain(id)
}

async function fetched(device: HttpDevice, ticketId: string, id: string): Promise<string> {
  const answer = await device.files().fetch(ticketId, id)
  return answer.ok ? hexOf(new Uint8Array(await answer.content.arrayBuffer())) : answer.problem
}

describe('a file on its way', () => {
  test('[ATT1] its words arrive before it, and it can be opened when its bytes came', async () => {
    admin.wire.cut()
    const bytes = someBytes(pieceBytes + 5, 21)
    const id = await attach(admin, small.northTicket, bytes)
    await until(() => hasRow(technician, small.northTicket, id))
    expect(await fetched(technician, small.northTicket, id)).toBe('not-uploaded')
    expect(await standing(admin, small.northTicket, hexOf(bytes))).toMatchObject({ here: true, unsent: true })
    // Its own device opens it all the same.
    expect(await fetched(admin, small.northTicket, id)).toBe(hexOf(bytes))
    admin.wire.mend()
    await until(async () => expect(await fetched(technician, small.northTicket, id)).toBe(hexOf(bytes)))
    await until(async () => expect(await standing(admin, small.northTicket, hexOf(bytes))).toMatchObject({ state: 'here', unsent: false }))
  })

  test('[ATT4] through a wire that is cut and corrupted, and restarts in between, an upload goes on where it was', async () => {
    const bytes = someBytes(8 * pieceBytes + 77, 22)
    const before = admin.wire.carried().up
    const id = await attach(admin, small.northTicket, bytes)
    let breaks = 0
    const breaking = setInterval(() => {
      const turn = breaks++ % 4
      if (turn === 0) admin.wire.corrupt()
      else if (turn === 1) admin.wire.cut()
      else admin.wire.mend()
      if (turn === 3 && breaks < 20) void admin.restartFiles()
    }, 60)
    await new Promise((resolve) => setTimeout(resolve, 1500))
    clearInterval(breaking)
    admin.wire.mend()
    await until(async () => expect(await standing(admin, small.northTicket, hexOf(bytes))).toMatchObject({ unsent: false }))
    // Each break costs a piece at most, never the whole again.
    expect(admin.wire.carried().up - before).toBeLessThan(bytes.length + (breaks + 1) * (pieceBytes + 20_000))
    await until(() => hasRow(technician, small.northTicket, id))
    expect(await fetched(technician, small.northTicket, id)).toBe(hexOf(bytes))
  })

  test('[ATT7] a download through such a wire goes on where it was, and what is shown is whole', async () => {
    const bytes = someBytes(6 * pieceBytes + 3, 23)
    const id = await attach(admin, small.northTicket, bytes)
    await until(async () => expect(await standing(admin, small.northTicket, hexOf(bytes))).toMatchObject({ unsent: false }))
    await until(() => hasRow(technician, small.northTicket, id))
    const before = technician.wire.carried().down
    const answers: string[] = []
    for (let turn = 0; answers.at(-1) !== hexOf(bytes) && turn < 40; turn++) {
      const asking = fetched(technician, small.northTicket, id)
      await new Promise((resolve) => setTimeout(resolve, 15))
      if (turn % 3 === 0) technician.wire.cut()
      if (turn % 3 === 1) technician.wire.corrupt()
      answers.push(await asking)
      technician.wire.mend()
    }
    expect(answers.at(-1)).toBe(hexOf(bytes))
    for (const answer of answers.slice(0, -1)) expect(['unreachable', 'garbage']).toContain(answer)
    expect(technician.wire.carried().down - before).toBeLessThan(bytes.length + (answers.length + 1) * (pieceBytes + 20_000))
  })

  test('[ATT8] what is pinned for a visit comes by itself and opens without a network', async () => {
    const bytes = someBytes(1000, 24)
    const id = await attach(admin, small.northTicket2, bytes)
    await technician.files().pin({ of: 'client', id: small.north }, true)
    await until(() => hasRow(technician, small.northTicket2, id))
    await until(async () => expect(await standing(technician, small.northTicket2, hexOf(bytes))).toMatchObject({ state: 'here' }))
    technician.wire.cut()
    expect(await fetched(technician, small.northTicket2, id)).toBe(hexOf(bytes))
    technician.wire.mend()
  })

  test('a file on a ticket twice is sent once', async () => {
    const bytes = someBytes(3 * pieceBytes, 25)
    await attach(admin, small.northTicket, bytes)
    await until(async () => expect(await standing(admin, small.northTicket, hexOf(bytes))).toMatchObject({ unsent: false }))
    const before = admin.wire.carried().up
    const again = await attach(admin, small.northTicket2, bytes)
    await until(async () => expect(await standing(admin, small.northTicket2, hexOf(bytes))).toMatchObject({ unsent: false }))
    expect(admin.wire.carried().up - before).toBeLessThan(20_000)
    await until(() => hasRow(technician, small.northTicket2, again))
    expect(await fetched(technician, small.northTicket2, again)).toBe(hexOf(bytes))
  })
})

describe('a file that never completes', () => {
  test.each([
    ['answered by something else', 31, () => new TransportError({ type: 'garbage', detail: 'a sign-in page' })],
    ['refused by the server', 32, () => new FileRefused('storage-full')],
    ['broken by a fault', 33, () => new Error('unforeseen')]
  ])('[ATT11] %s, it holds up no command and no other file, is kept and says what is wrong', async (_name, seed, failure) => {
    const cursed = someBytes(3000, seed)
    const cursedIds = new Set<string>()
    let tries = 0
    const transport: FileTransport = {
      ...admin.transport,
      send: (id, offset, piece) => {
        if (!cursedIds.has(id)) return admin.transport.send(id, offset, piece)
        tries++
        return Promise.reject(failure())
      },
      begin: async (id, size) => {
        if (size === cursed.length) cursedIds.add(id)
        return admin.transport.begin(id, size)
      }
    }
    await admin.restartFiles(transport)
    vi.spyOn(console, 'error').mockImplementation(() => undefined)
    await attach(admin, small.southTicket, cursed)
    await until(() => expect(tries).toBeGreaterThan(0))
    const good = someBytes(2000, seed)
    await attach(admin, small.southTicket, good)
    await until(async () => expect(await standing(admin, small.southTicket, hexOf(good))).toMatchObject({ unsent: false }))
    await until(() => expect(admin.replica.waiting()).toEqual([]))
    await until(async () =>
      expect(await standing(admin, small.southTicket, hexOf(cursed))).toMatchObject({ state: 'failed', unsent: true })
    )
    expect(tries).toBeLessThan(50)
    vi.restoreAllMocks()
    await admin.restartFiles()
    await until(async () => expect(await standing(admin, small.southTicket, hexOf(cursed))).toMatchObject({ unsent: false }))
  })
})

test('[ATT11] regression (seed 5306): the pauses of many files that never complete do not add up to one of the whole way', async () => {
  const cursedIds = new Set<string>()
  const transport: FileTransport = {
    ...admin.transport,
    begin: async (id, size) => {
      if (size === 3100) cursedIds.add(id)
      return admin.transport.begin(id, size)
    },
    send: (id, offset, piece) =>
      cursedIds.has(id) ? Promise.reject(new TransportError({ type: 'garbage', detail: 'cut' })) : admin.transport.send(id, offset, piece)
  }
  await admin.restartFiles(transport)
  for (let n = 0; n < 7; n++) await attach(admin, small.southTicket, someBytes(3100, 40 + n))
  await until(() => expect(cursedIds.size).toBe(7))
  const good = someBytes(2100, 40)
  await attach(admin, small.southTicket, good)
  await until(async () => expect(await standing(admin, small.southTicket, hexOf(good))).toMatchObject({ unsent: false }))
  await admin.restartFiles()
})

describe('who may see it', () => {
  test('[ATT6] no byte of another client’s file reaches a device that may not see its row', async () => {
    const bytes = new TextEncoder().encode(`canary-bytes-of-south ${'x'.repeat(2000)}`)
    const id = await attach(admin, small.southTicket, bytes)
    await until(async () => expect(await standing(admin, small.southTicket, hexOf(bytes))).toMatchObject({ unsent: false }))
    expect(await fetched(technician, small.southTicket, id)).toBe('not-found')
    await expect(technician.transport.fetch(id, 0, 10)).rejects.toMatchObject({ type: 'not-found' })
    await expect(technician.transport.state(id)).rejects.toMatchObject({ type: 'not-found' })
    await expect(technician.transport.begin(id, bytes.length)).rejects.toMatchObject({ type: 'not-found' })
  })

  test('[ATT10] who loses the client loses its files and their key with the word of it', async () => {
    await until(() => expect(technician.disk.blobs.size).toBeGreaterThan(0))
    expect([...technician.keys.kept.keys()]).toEqual([`files:${small.north}`])
    await admin.replica.run('person.edit', { id: small.technician, fields: { clientIds: [small.south] } })
    admin.engine.wake()
    await until(() => expect(technician.replica.get('ticket', small.northTicket)).toBe(null))
    await until(() => expect([technician.disk.blobs.size, technician.disk.pieces.size, technician.keys.kept.size]).toEqual([0, 0, 0]))
  })
})
