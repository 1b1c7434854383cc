// Bytes of attachments over real HTTP and PostgreSQL: tus, scope at every request, several processes, what can't be executed, garbage.

import { existsSync, readdirSync } from 'node:fs'
import { utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { deriveId } from '#core/kernel/ids.ts'
import { createAttachmentRows } from '#server/attachments/attachment-rows.ts'
import { createContentStore } from '#server/attachments/content-store.ts'
import { createPool } from '#server/postgres/pool.ts'
import { idOf } from '../support/rows.ts'
import { small } from '../support/small-organisation.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { TestDevice } from '../support/test-device.ts'
import { digestOf, hexOf, pieceHeaders, someBytes, tus } from '../support/tus.ts'

let server: TestServer
let second: { readonly address: string; close(): Promise<void> }
let technician: TestDevice
let agent: TestDevice
let admin: TestDevice

beforeAll(async () => {
  server = await startTestServer()
  second = await server.second()
  technician = new TestDevice(server.address, await server.signIn('technician'))
  agent = new TestDevice(server.address, await server.signIn('agent'))
  admin = new TestDevice(server.address, await server.signIn('admin'))
})
afterAll(async () => {
  await second.close()
  await server.close()
})

const token = (device: TestDevice): string => device.session.accessToken
const upload = (id: string): string => `/v1/attachments/${id}/upload`
const content = (id: string): string => `/v1/attachments/${id}/content`

/** Says in words that a file is on a ticket; answers the row's id. */
async function attach(device: TestDevice, ticketId: string, bytes: Uint8Array, sha256 = hexOf(bytes)): Promise<string> {
  const file = { name: 'rack "1"\u00e9.svg', mime: 'image/svg+xml', size: bytes.length, sha256 }
  const command = device.command('attachment.attach', { ticketId, ...file })
  expect((await device.push(command)).outcomes).toMatchObject([{ outcome: { type: 'applied' } }])
  return deriveId(command.id, 1)
}

async function send(device: TestDevice, id: string, bytes: Uint8Array<ArrayBuffer>, pieceBytes = 70_000, address = server.address) {
  const created = await tus(address, token(device), 'POST', upload(id), { headers: { 'upload-length': String(bytes.length) } })
  expect(created.status).toBe(201)
  let last = created
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    const piece = bytes.slice(at, at + pieceBytes)
    last = await tus(address, token(device), 'PATCH', upload(id), { headers: pieceHeaders(at, piece), body: piece })
  }
  return last
}

describe('tus 1.0', () => {
  it('says what is spoken, and takes no other version', async () => {
    const options = await tus(server.address, null, 'OPTIONS', '/v1/attachments')
    expect(options.status).toBe(204)
    expect(options.headers.get('tus-extension')).toBe('creation,checksum,expiration')
    expect(options.headers.get('tus-version')).toBe('1.0.0')
    expect(options.headers.get('tus-checksum-algorithm')).toBe('sha1,sha256')
    expect(Number(options.headers.get('tus-max-size'))).toBe(104_857_600)
    const other = await tus(server.address, token(technician), 'POST', upload(idOf(1)), { headers: { 'tus-resumable': '0.2.2' } })
    expect([other.status, other.headers.get('tus-version')]).toEqual([412, '1.0.0'])
  })

  it('[ATT4] creates, counts, takes pieces in order and is whole at the end', async () => {
    const bytes = someBytes(200_000)
    const id = await attach(technician, small.northTicket, bytes)
    const created = await tus(server.address, token(technician), 'POST', upload(id), { headers: { 'upload-length': '200000' } })
    expect([created.status, created.headers.get('location')]).toEqual([201, upload(id)])
    expect(Date.parse(created.headers.get('upload-expires') ?? '')).toBeGreaterThan(Date.now())
    const early = await tus(server.address, token(technician), 'GET', content(id))
    expect([early.status, early.text]).toEqual([404, expect.stringContaining('not-uploaded')])
    const first = bytes.slice(0, 120_000)
    const sha1 = digestOf('sha1', first)
    const taken = await tus(server.address, token(technician), 'PATCH', upload(id), { headers: pieceHeaders(0, first, sha1), body: first })
    expect([taken.status, taken.headers.get('upload-offset')]).toEqual([204, '120000'])
    const counted = await tus(server.address, token(technician), 'HEAD', upload(id))
    expect(counted.status).toBe(200)
    expect(counted.headers.get('cache-control')).toBe('no-store')
    expect([counted.headers.get('upload-offset'), counted.headers.get('upload-length')]).toEqual(['120000', '200000'])
    const rest = bytes.slice(120_000)
    // Any process goes on where another one ended.
    const done = await tus(second.address, token(technician), 'PATCH', upload(id), { headers: pieceHeaders(120_000, rest), body: rest })
    expect([done.status, done.headers.get('upload-offset')]).toEqual([204, '200000'])
    const whole = await tus(server.address, token(technician), 'GET', content(id))
    expect(hexOf(whole.bytes)).toBe(hexOf(bytes))
  })

  it('[ATT4] refuses a piece in the wrong place, of the wrong checksum or beyond the end, and keeps nothing of it', async () => {
    const bytes = someBytes(1000, 2)
    const id = await attach(technician, small.northTicket, bytes)
    await tus(server.address, token(technician), 'POST', upload(id), { headers: { 'upload-length': '1000' } })
    const patch = (headers: Record<string, string>, body: Uint8Array<ArrayBuffer>) =>
      tus(server.address, token(technician), 'PATCH', upload(id), { headers, body })
    const misplaced = await patch(pieceHeaders(10, bytes.slice(10)), bytes.slice(10))
    expect([misplaced.status, JSON.parse(misplaced.text)]).toMatchObject([409, { error: { field: 'upload-offset', expected: '0' } }])
    const damaged = await patch(pieceHeaders(0, bytes), someBytes(1000, 3))
    expect([damaged.status, JSON.parse(damaged.text)]).toMatchObject([460, { error: { field: 'upload-checksum' } }])
    const long = await patch(pieceHeaders(0, someBytes(1001)), someBytes(1001))
    expect([long.status, JSON.parse(long.text)]).toMatchObject([413, { error: { field: 'body' } }])
    const odd = await patch({ ...pieceHeaders(0, bytes), 'upload-checksum': 'crc32 AAAA' }, bytes)
    expect([odd.status, JSON.parse(odd.text)]).toMatchObject([400, { error: { field: 'upload-checksum' } }])
    const typed = await patch({ ...pieceHeaders(0, bytes), 'content-type': 'image/png' }, bytes)
    expect(typed.status).toBe(415)
    expect((await tus(server.address, token(technician), 'HEAD', upload(id))).headers.get('upload-offset')).toBe('0')
  })

  it('[ATT5] throws a content away whose hash is not the one of the words, naming both', async () => {
    const bytes = someBytes(5000, 4)
    const id = await attach(technician, small.northTicket, bytes, 'f'.repeat(64))
    const answer = await send(technician, id, bytes)
    expect(answer.status).toBe(422)
    expect(JSON.parse(answer.text)).toMatchObject({
      error: { type: 'hash-mismatch', field: 'sha256', expected: 'f'.repeat(64), message: expect.stringContaining(hexOf(bytes)) }
    })
    expect((await tus(server.address, token(technician), 'HEAD', upload(id))).status).toBe(404)
    expect((await tus(server.address, token(technician), 'GET', content(id))).status).toBe(404)
  })

  it('[ATT13] takes the same piece through two processes at once without harm, and keeps a content once', async () => {
    const bytes = someBytes(300_000, 5)
    const [one, other] = [await attach(technician, small.northTicket, bytes), await attach(technician, small.northTicket2, bytes)]
    for (const id of [one]) {
      await tus(server.address, token(technician), 'POST', upload(id), { headers: { 'upload-length': '300000' } })
      for (let at = 0; at < bytes.length; at += 100_000) {
        const piece = bytes.slice(at, at + 100_000)
        const options = { headers: pieceHeaders(at, piece), body: piece }
        const answers = await Promise.all(
          [server.address, second.address].map((address) => tus(address, token(technician), 'PATCH', upload(id), options))
        )
        expect(answers.map(({ status }) => status)).toContain(204)
        for (const { status } of answers) expect([204, 404, 409]).toContain(status)
      }
    }
    const shelf = join(server.attachments, small.organisation, hexOf(bytes).slice(0, 2))
    expect(readdirSync(shelf).filter((name) => name === hexOf(bytes))).toHaveLength(1)
    // What the same person sees already need not be sent again.
    const created = await tus(server.address, token(technician), 'POST', upload(other), { headers: { 'upload-length': '300000' } })
    expect(created.status).toBe(201)
    expect((await tus(server.address, token(technician), 'HEAD', upload(other))).headers.get('upload-offset')).toBe('300000')
    expect(hexOf((await tus(server.address, token(technician), 'GET', content(other))).bytes)).toBe(hexOf(bytes))
  })

  it('[ATT4] an upload whose last piece was on disk when the server crashed becomes whole at the next question', async () => {
    const bytes = someBytes(3000, 13)
    const id = await attach(technician, small.northTicket, bytes)
    await tus(server.address, token(technician), 'POST', upload(id), { headers: { 'upload-length': '3000' } })
    await writeFile(join(server.attachments, small.organisation, 'uploads', id, '0'), bytes)
    const state = await tus(server.address, token(technician), 'GET', upload(id))
    expect(JSON.parse(state.text)).toEqual({ offset: 3000, length: 3000, whole: true })
    expect(hexOf((await tus(server.address, token(technician), 'GET', content(id))).bytes)).toBe(hexOf(bytes))
  })

  it('takes an empty file', async () => {
    const id = await attach(technician, small.northTicket, new Uint8Array())
    expect((await send(technician, id, new Uint8Array())).status).toBe(201)
    const got = await tus(server.address, token(technician), 'GET', content(id))
    expect([got.status, got.bytes.length]).toEqual([200, 0])
  })

  it('[ATT11] an upload that never completes expires, and holds up no command', async () => {
    const bytes = someBytes(9000, 6)
    const id = await attach(technician, small.northTicket, bytes)
    await tus(server.address, token(technician), 'POST', upload(id), { headers: { 'upload-length': '9000' } })
    const piece = bytes.slice(0, 4000)
    await tus(server.address, token(technician), 'PATCH', upload(id), { headers: pieceHeaders(0, piece), body: piece })
    const after = technician.command('ticket.comment', {
      ticketId: small.northTicket,
      visibility: 'internal',
      channel: 'note',
      body: 'Go on'
    })
    expect((await technician.push(after)).outcomes).toMatchObject([{ outcome: { type: 'applied' } }])
    const folder = join(server.attachments, small.organisation, 'uploads', id)
    const old = new Date(Date.now() - 8 * 24 * 3_600_000)
    for (const name of [...readdirSync(folder), '.']) await utimes(join(folder, name), old, old)
    expect(await createContentStore(server.attachments).expire(Date.now() - 7 * 24 * 3_600_000)).toBe(1)
    expect(existsSync(folder)).toBe(false)
    expect((await tus(server.address, token(technician), 'HEAD', upload(id))).status).toBe(404)
    // It can begin anew.
    expect((await send(technician, id, bytes)).status).toBe(204)
  })
})

describe('content', () => {
  it('[ATT12] is bytes to be saved, whatever its row says it is', async () => {
    const bytes = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
    const id = await attach(technician, small.northTicket, bytes)
    await send(technician, id, bytes)
    const { headers } = await tus(server.address, token(technician), 'GET', content(id))
    expect(headers.get('content-type')).toBe('application/octet-stream')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; sandbox")
    expect(headers.get('content-disposition')).toBe(`attachment; filename="rack _1__.svg"; filename*=UTF-8''rack%20%221%22%C3%A9.svg`)
  })

  it('[ATT7] comes in ranges, each with its digest', async () => {
    const bytes = someBytes(10_000, 7)
    const id = await attach(technician, small.northTicket, bytes)
    await send(technician, id, bytes)
    const get = (range: string) => tus(server.address, token(technician), 'GET', content(id), { headers: { range } })
    const part = await get('bytes=4000-5999')
    expect([part.status, part.headers.get('content-range')]).toEqual([206, 'bytes 4000-5999/10000'])
    expect(hexOf(part.bytes)).toBe(hexOf(bytes.slice(4000, 6000)))
    expect(part.headers.get('content-digest')).toBe(`sha-256=:${Buffer.from(hexOf(part.bytes), 'hex').toString('base64')}:`)
    expect((await get('bytes=-10')).bytes).toEqual(bytes.slice(-10))
    expect((await get('bytes=9990-')).bytes).toEqual(bytes.slice(9990))
    for (const wrong of ['bytes=10000-', 'bytes=5-4', 'lines=1-2', 'bytes=-', 'bytes=1-2,5-6']) expect((await get(wrong)).status).toBe(416)
  })
})

describe('scope', () => {
  it('[ATT6] gives and takes no byte of another client’s file, and doesn’t say that it is there', async () => {
    const bytes = someBytes(4000, 8)
    const id = await attach(technician, small.northTicket, bytes)
    await send(technician, id, bytes)
    const missing = await tus(server.address, token(agent), 'GET', content(idOf(999)))
    for (const [method, path] of [
      ['GET', content(id)],
      ['GET', upload(id)],
      ['POST', upload(id)],
      ['PATCH', upload(id)]
    ] as const) {
      const headers = { 'upload-length': '4000', ...pieceHeaders(0, bytes) }
      const options = method === 'PATCH' ? { headers, body: bytes } : method === 'POST' ? { headers: { 'upload-length': '4000' } } : {}
      const refused = await tus(server.address, token(agent), method, path, options)
      expect([method, refused.status, refused.text]).toEqual([method, 404, missing.text])
    }
    expect((await tus(server.address, null, 'GET', content(id))).status).toBe(401)
  })

  it('[ATT6] a hash alone opens nothing: who names another client’s content must send it', async () => {
    const bytes = someBytes(4001, 9)
    await send(technician, await attach(technician, small.northTicket, bytes), bytes)
    const claimed = await attach(agent, small.southTicket, bytes)
    expect((await tus(server.address, token(agent), 'GET', content(claimed))).status).toBe(404)
    await tus(server.address, token(agent), 'POST', upload(claimed), { headers: { 'upload-length': '4001' } })
    expect((await tus(server.address, token(agent), 'HEAD', upload(claimed))).headers.get('upload-offset')).toBe('0')
    expect((await tus(server.address, token(agent), 'GET', content(claimed))).status).toBe(404)
    expect((await send(agent, claimed, bytes)).status).toBe(204)
    expect((await tus(server.address, token(agent), 'GET', content(claimed))).status).toBe(200)
  })

  it('[ATT6] the check is made at every request: who lost the client gets no further byte', async () => {
    const bytes = someBytes(4002, 10)
    const id = await attach(agent, small.southTicket, bytes)
    await send(agent, id, bytes)
    const move = admin.command('ticket.move', { id: small.southTicket, fromClientId: small.south, clientId: small.north })
    expect((await admin.push(move)).outcomes).toMatchObject([{ outcome: { type: 'applied' } }])
    expect((await tus(server.address, token(agent), 'GET', content(id))).status).toBe(404)
    expect((await tus(server.address, token(technician), 'GET', content(id))).status).toBe(200)
  })

  it('[ATT6] row-level security alone hides the row as well', async () => {
    const id = await attach(technician, small.northTicket, someBytes(10, 11))
    const pool = createPool(server.database.app, 1)
    const rows = createAttachmentRows(pool, { ownScopeCheck: false })
    const viewer = { organisationId: small.organisation, personId: small.agent, role: 'agent', clientIds: [small.south] } as const
    const found = await rows.find(viewer, id)
    const seen = await rows.find({ ...viewer, personId: small.technician, clientIds: [small.north] }, id)
    await pool.end()
    expect([found, seen?.id]).toEqual([null, id])
  })
})

describe('garbage', () => {
  it.each([
    ['GET', '/v1/attachments/..%2f..%2fetc%2fpasswd/content', {}],
    ['GET', '/v1/attachments/x/content', {}],
    ['POST', `/v1/attachments/${'0'.repeat(36)}/upload`, { 'upload-length': '1' }],
    ['HEAD', `/v1/attachments/${idOf(5)}/upload`, {}],
    ['PATCH', `/v1/attachments/${idOf(5)}/upload`, { 'content-type': 'application/offset+octet-stream' }]
  ])('%s %s is a refusal, not a fault', async (method, path, headers) => {
    const answer = await tus(server.address, token(technician), method, path, { headers: headers as unknown as Record<string, string> })
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(answer.status).toBeLessThan(500)
  })

  it.each(['-1', 'many', '1e3', '', '99999999999999999999', '5'])('an upload length of %o names the field', async (length) => {
    const id = await attach(technician, small.northTicket, someBytes(4, 12))
    const answer = await tus(server.address, token(technician), 'POST', upload(id), { headers: { 'upload-length': length } })
    expect([answer.status, JSON.parse(answer.text)]).toMatchObject([400, { error: { field: 'upload-length' } }])
  })
})
