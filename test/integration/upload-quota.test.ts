// Bytes that are too many: for the organisation, for a device in a day, or in pieces too small. Each refusal names the field and the figures.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { deriveId } from '#core/kernel/ids.ts'
import { fileProblemSentence } from '#core/words/rooms-files.ts'
import { createFileTransport, FileRefused } from '#store/attachments/file-transport.ts'
import { browserHttp } from '#store/service/connect-server.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { small } from '../support/small-organisation.ts'
import { TestDevice } from '../support/test-device.ts'
import { hexOf, pieceHeaders, someBytes, tus } from '../support/tus.ts'

const dayMs = 86_400_000
let server: TestServer
let device: TestDevice
let seed = 10
beforeAll(async () => {
  server = await startTestServer({ fileLimits: { organisationBytes: 420_000, deviceBytesADay: 250_000, leastPieceBytes: 65_536 } })
  device = new TestDevice(server.address, await server.signIn('technician'))
})
afterAll(() => server.close())

const upload = (id: string): string => `/v1/attachments/${id}/upload`

async function attach(who: TestDevice, bytes: Uint8Array): Promise<string> {
  const file = { name: 'file.bin', mime: 'application/octet-stream', size: bytes.length, sha256: hexOf(bytes) }
  const command = who.command('attachment.attach', { ticketId: small.northTicket, ...file })
  expect((await who.push(command)).outcomes).toMatchObject([{ outcome: { type: 'applied' } }])
  return deriveId(command.id, 1)
}

async function begun(who: TestDevice, size: number) {
  const bytes = someBytes(size, seed++)
  const id = await attach(who, bytes)
  const headers = { 'upload-length': String(size) }
  const answer = await tus(server.address, who.session.accessToken, 'POST', upload(id), { headers })
  const patch = async (from: number, to: number) => {
    const piece = bytes.slice(from, to)
    const sent = await tus(server.address, who.session.accessToken, 'PATCH', upload(id), {
      headers: pieceHeaders(from, piece),
      body: piece
    })
    return { status: sent.status, error: sent.text === '' ? null : (JSON.parse(sent.text) as { error: object }).error }
  }
  return { id, bytes, answer, patch }
}

describe('uploads', () => {
  it('[ATT17] take no piece that is too small, but for the last one', async () => {
    const { patch } = await begun(device, 70_000)
    expect(await patch(0, 1000)).toMatchObject({
      status: 400,
      error: { type: 'piece-too-small', field: 'body', expected: 'at least 65536 bytes, but for the last piece' }
    })
    expect((await patch(0, 65_536)).status).toBe(204)
    expect((await patch(65_536, 70_000)).status).toBe(204)
  })

  it('[ATT16] end for a device when it has sent enough for one day, at whichever process, and go on the next day', async () => {
    const { id, bytes, patch } = await begun(device, 200_000)
    expect((await patch(0, 100_000)).status).toBe(204)
    const refused = { status: 413, error: { type: 'device-quota', field: 'body', expected: 'at most 250000 bytes a day from one device' } }
    expect(await patch(100_000, 200_000)).toMatchObject(refused)
    const second = await server.second()
    const piece = bytes.slice(100_000)
    const headers = pieceHeaders(100_000, piece)
    const elsewhere = await tus(second.address, device.session.accessToken, 'PATCH', upload(id), { headers, body: piece })
    await second.close()
    expect([elsewhere.status, JSON.parse(elsewhere.text)]).toMatchObject([413, { error: refused.error }])
    server.passTime(dayMs)
    device = new TestDevice(server.address, await server.signIn('technician'))
    const answer = await tus(server.address, device.session.accessToken, 'PATCH', upload(id), { headers, body: piece })
    expect(answer.status).toBe(204)
  })

  it('[ATT16] are not begun when the organisation has no room, which the person reads with the figures', async () => {
    const other = new TestDevice(server.address, await server.signIn('admin'))
    const { id, answer } = await begun(other, 200_000)
    const expected = expect.stringMatching(/^at most 420000 bytes of files, of which 27\d{4} are taken$/)
    expect([answer.status, JSON.parse(answer.text)]).toMatchObject([
      507,
      { error: { type: 'organisation-quota', field: 'upload-length', expected } }
    ])
    const tokens = { accessToken: async () => other.session.accessToken, expire: () => undefined }
    const transport = createFileTransport({ ...browserHttp(server.address), fetch: (url, init) => fetch(url, init as RequestInit), tokens })
    const problem = await transport.begin(id, 200_000).catch((error: unknown) => error)
    expect(problem).toBeInstanceOf(FileRefused)
    const sentence = fileProblemSentence((problem as FileRefused).type)
    expect(sentence).toMatch(/^Your organisation has no room left for files.*\(at most 420 KB of files, of which 27\d KB are taken\)$/)
    const [one, two] = [await begun(other, 100_000), await begun(other, 100_000)]
    expect([one.answer.status, two.answer.status]).toEqual([201, 201])
    expect((await one.patch(0, 100_000)).status).toBe(204)
    // Both were admitted to the room that only one of them has.
    expect(await two.patch(0, 100_000)).toMatchObject({
      status: 507,
      error: {
        type: 'organisation-quota',
        field: 'body',
        expected: expect.stringMatching(/^at most 420000 bytes of files, of which 37\d{4} are taken$/)
      }
    })
  })
})
