// Content coding of answers: zstd where this Node has it and the client takes it, else gzip; nothing on the loopback, where bytes cost
// less than packing them, and nothing for small bodies.

import { isIPv4 } from 'node:net'
import { promisify } from 'node:util'
import zlib from 'node:zlib'

/** Bodies below this many bytes are sent as they are. */
const worthBytes = 1024

/** A body with its coding, null when it is sent as it is. */
export interface CodedBody {
  readonly coding: 'zstd' | 'gzip' | null
  readonly body: Buffer
}

/**
 * Encodes a body for a peer.
 * @param accepted the request's `accept-encoding`
 * @param address the peer's address
 */
export async function encodeBody(body: Buffer, accepted: string | undefined, address: string): Promise<CodedBody> {
  const codings = (accepted ?? '').split(',').map((part) => part.split(';')[0]?.trim())
  if (body.length < worthBytes || isLoopback(address)) return { coding: null, body }
  if (codings.includes('zstd') && typeof zlib.zstdCompress === 'function') {
    const level = { params: { [zlib.constants.ZSTD_c_compressionLevel]: 3 } }
    return { coding: 'zstd', body: await promisify(zlib.zstdCompress)(body, level) }
  }
  if (codings.includes('gzip'))
    return { coding: 'gzip', body: await promisify<Buffer, zlib.ZlibOptions, Buffer>(zlib.gzip)(body, { level: 4 }) }
  return { coding: null, body }
}

/** True for an address of this machine itself. */
export function isLoopback(address: string): boolean {
  const plain = address.replace(/^::ffff:/, '')
  return plain === '::1' || (isIPv4(plain) && plain.startsWith('127.'))
}
