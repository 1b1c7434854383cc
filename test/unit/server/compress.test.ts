import { gunzipSync, zstdDecompressSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { encodeBody } from '#server/http/compress.ts'

const long = Buffer.from('The printer on the second floor blinks. '.repeat(200))
const far = '203.0.113.7'

describe('content coding', () => {
  it('is zstd where both sides have it', async () => {
    const { coding, body } = await encodeBody(long, 'gzip, deflate, br, zstd', far)
    if (typeof zstdDecompressSync !== 'function') return expect(coding).toBe('gzip')
    expect(coding).toBe('zstd')
    expect(zstdDecompressSync(body).equals(long)).toBe(true)
    return expect(body.length).toBeLessThan(long.length / 4)
  })

  it('is gzip for everybody else who takes it', async () => {
    const { coding, body } = await encodeBody(long, 'gzip;q=1.0, br', far)
    expect(coding).toBe('gzip')
    expect(gunzipSync(body).equals(long)).toBe(true)
  })

  it.each([
    ['nobody asks for it', undefined, far, long],
    ['the body is small', 'gzip, zstd', far, Buffer.from('{}')],
    ['the peer is this machine', 'gzip, zstd', '127.0.0.1', long],
    ['the peer is this machine by its mapped address', 'gzip, zstd', '::ffff:127.0.0.1', long],
    ['the peer is this machine over IPv6', 'gzip, zstd', '::1', long]
  ])('is none when %s', async (_why, accepted, address, body) => {
    expect(await encodeBody(body, accepted, address)).toEqual({ coding: null, body })
  })
})
