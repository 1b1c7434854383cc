// SHA-256 over text that arrives piece by piece: the browser's own digest wants everything in memory at once, and the history of
// a large desk is hundreds of megabytes. FIPS 180-4.

const constants = Uint32Array.from(primes(64), (prime) => fraction(Math.cbrt(prime)))
const start = primes(8).map((prime) => fraction(Math.sqrt(prime)))
const encoder = new TextEncoder()

/** A digest under way. */
export interface Sha256 {
  update(text: string): void
  updateBytes(bytes: Uint8Array): void
  /** Lower-case hexadecimal; ends the digest. */
  digest(): string
}

/** Hash of one text in UTF-8, lower-case hexadecimal. */
export function textHash(text: string): string {
  const digest = createSha256()
  digest.update(text)
  return digest.digest()
}

/** Begins a digest. */
export function createSha256(): Sha256 {
  const state = Uint32Array.from(start)
  const schedule = new Uint32Array(64)
  const block = new Uint8Array(64)
  const view = new DataView(block.buffer)
  let filled = 0
  let length = 0
  const feed = (bytes: Uint8Array): void => {
    for (let at = 0; at < bytes.length; ) {
      const part = bytes.subarray(at, at + 64 - filled)
      block.set(part, filled)
      filled += part.length
      at += part.length
      if (filled < 64) return
      compress(state, schedule, view)
      filled = 0
    }
  }
  const updateBytes = (bytes: Uint8Array): void => {
    length += bytes.length
    feed(bytes)
  }
  return {
    updateBytes,
    update: (text) => updateBytes(encoder.encode(text)),
    digest: () => {
      const end = new Uint8Array(((filled + 8) >>> 6) * 64 + 64 - filled)
      end[0] = 0x80
      const tail = new DataView(end.buffer)
      tail.setUint32(end.length - 8, Math.floor(length / 0x2000_0000))
      tail.setUint32(end.length - 4, (length << 3) >>> 0)
      feed(end)
      return Array.from(state, (word) => word.toString(16).padStart(8, '0')).join('')
    }
  }
}

function compress(state: Uint32Array, w: Uint32Array, block: DataView): void {
  for (let index = 0; index < 16; index++) w[index] = block.getUint32(index * 4)
  for (let index = 16; index < 64; index++) {
    const a = w[index - 15] ?? 0
    const b = w[index - 2] ?? 0
    const small0 = rotate(a, 7) ^ rotate(a, 18) ^ (a >>> 3)
    const small1 = rotate(b, 17) ^ rotate(b, 19) ^ (b >>> 10)
    w[index] = (w[index - 16] ?? 0) + small0 + (w[index - 7] ?? 0) + small1
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state
  for (let index = 0; index < 64; index++) {
    const big1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)
    const first = (h + big1 + ((e & f) ^ (~e & g)) + (constants[index] ?? 0) + (w[index] ?? 0)) | 0
    const big0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)
    const second = (big0 + ((a & b) ^ (a & c) ^ (b & c))) | 0
    h = g
    g = f
    f = e
    e = (d + first) | 0
    d = c
    c = b
    b = a
    a = (first + second) | 0
  }
  for (const [index, word] of [a, b, c, d, e, f, g, h].entries()) state[index] = (state[index] ?? 0) + word
}

function rotate(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by))
}

/** First 32 bits of the fractional part. */
function fraction(value: number): number {
  return Math.floor((value - Math.floor(value)) * 0x1_0000_0000)
}

function primes(count: number): number[] {
  const found: number[] = []
  for (let candidate = 2; found.length < count; candidate++) if (found.every((prime) => candidate % prime !== 0)) found.push(candidate)
  return found
}
