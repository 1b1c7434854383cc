// The key under which locked-out devices seal their unsent work, one pair per organisation, and the tokens with which they hand it in.
// A device learns the public half with its refusal; the private half never leaves the server, so what is sealed can be opened only by whoever
// may ask the server for it. Box: ephemeral public key (65 bytes), iv (12), AES-256-GCM text; its key is HKDF-SHA256 of the shared secret.

import { createHmac, timingSafeEqual } from 'node:crypto'
import type pg from 'pg'
import { assert } from '#core/kernel/assert.ts'
import type { Id } from '#core/kernel/ids.ts'
import type { RescueOffer } from '#sync/protocol/session.ts'

/** Whose unsent work it is. */
export interface RescueOwner {
  readonly organisationId: Id
  readonly deviceId: Id
}

interface Pair {
  /** Raw point, base64. */
  readonly public_key: string
  /** PKCS#8, base64: also the secret of the tokens. */
  readonly private_key: string
}

const curve = { name: 'ECDH', namedCurve: 'P-256' } as const
const publicBytes = 65
const ivBytes = 12
const macBytes = 32

/** What a revoked device is told. */
export async function offerRescue(pool: pg.Pool, owner: RescueOwner): Promise<RescueOffer> {
  const pair = await pairOf(pool, owner.organisationId)
  const named = Buffer.concat([bytesOf(owner.organisationId), bytesOf(owner.deviceId)])
  const { rows } = await pool.query<{ epoch: Id }>('SELECT epoch FROM fixpoint.organisation_head($1)', [owner.organisationId])
  const epoch = rows[0]?.epoch
  assert(epoch, 'an organisation has an epoch')
  return { key: pair.public_key, epoch, token: Buffer.concat([named, macOf(pair, named)]).toString('base64url') }
}

/** Whose token it is; null for any other text. */
export async function ownerOfToken(pool: pg.Pool, token: string): Promise<RescueOwner | null> {
  const bytes = Buffer.from(token, 'base64url')
  if (bytes.length !== 32 + macBytes) return null
  const named = bytes.subarray(0, 32)
  const owner = { organisationId: idOf(named.subarray(0, 16)), deviceId: idOf(named.subarray(16)) }
  const pair = await readPair(pool, owner.organisationId)
  return pair && timingSafeEqual(bytes.subarray(32), macOf(pair, named)) ? owner : null
}

/** The text in a box; null where it doesn't open. */
export async function openBox(pool: pg.Pool, organisationId: Id, box: Buffer): Promise<string | null> {
  const pair = await readPair(pool, organisationId)
  if (!pair || box.length < publicBytes + ivBytes) return null
  const ephemeral = bufferOf(box.subarray(0, publicBytes))
  try {
    const own = await crypto.subtle.importKey('pkcs8', bufferOf(Buffer.from(pair.private_key, 'base64')), curve, false, ['deriveBits'])
    const theirs = await crypto.subtle.importKey('raw', ephemeral, curve, false, [])
    const secret = await crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, own, 256)
    const base = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey'])
    const derivation = { name: 'HKDF', hash: 'SHA-256', salt: ephemeral, info: new TextEncoder().encode('fixpoint rescue') }
    const key = await crypto.subtle.deriveKey(derivation, base, { name: 'AES-GCM', length: 256 }, false, ['decrypt'])
    const iv = bufferOf(box.subarray(publicBytes, publicBytes + ivBytes))
    const text = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, bufferOf(box.subarray(publicBytes + ivBytes)))
    return Buffer.from(text).toString('utf8')
  } catch {
    return null
  }
}

/** Every organisation has its pair before it locks anybody out: a copy of the database that is older than the first lock-out opens boxes too. */
export async function makeRescueKeys(pool: pg.Pool, organisationIds: readonly Id[]): Promise<void> {
  for (const organisationId of organisationIds) await pairOf(pool, organisationId)
}

async function pairOf(pool: pg.Pool, organisationId: Id): Promise<Pair> {
  const known = await readPair(pool, organisationId)
  if (known) return known
  const { publicKey, privateKey } = await crypto.subtle.generateKey(curve, true, ['deriveBits'])
  const [publicText, privateText] = [
    Buffer.from(await crypto.subtle.exportKey('raw', publicKey)).toString('base64'),
    Buffer.from(await crypto.subtle.exportKey('pkcs8', privateKey)).toString('base64')
  ]
  // Whoever was first counts, whichever process it was.
  await pool.query('SELECT fixpoint.keep_rescue_key($1, $2, $3)', [organisationId, publicText, privateText])
  const kept = await readPair(pool, organisationId)
  assert(kept, 'a key that was kept')
  return kept
}

async function readPair(pool: pg.Pool, organisationId: Id): Promise<Pair | null> {
  const { rows } = await pool.query<Pair>('SELECT * FROM fixpoint.find_rescue_key($1)', [organisationId])
  return rows[0] ?? null
}

function macOf({ private_key }: Pair, named: Buffer): Buffer {
  return createHmac('sha256', private_key).update(named).digest()
}

function bytesOf(id: Id): Buffer {
  return Buffer.from(id.replaceAll('-', ''), 'hex')
}

function idOf(bytes: Buffer): Id {
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** A copy with an `ArrayBuffer` of its own, as WebCrypto wants it. */
function bufferOf(bytes: Buffer): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(bytes)
}
