// Which characters a file's bytes stand for. Spreadsheets still write UTF-16 and Windows-1252, so the bytes decide, not a setting:
// a byte order mark, then the zero bytes of UTF-16, then whether everything is well-formed UTF-8; what is left is Windows-1252.

/** Encodings that are read. */
export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const

/** Name of an encoding, as TextDecoder knows it. */
export type Encoding = (typeof encodings)[number]

const sliceBytes = 1 << 20

/** The encoding of a whole file's bytes. */
export function guessEncoding(bytes: Uint8Array): Encoding {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return guessUtf16(bytes) ?? (isUtf8(bytes) ? 'utf-8' : 'windows-1252')
}

/**
 * The text of a file in slices of about one megabyte. A byte order mark is left out and every line break becomes `\n`,
 * so that a file of mixed line ends has one meaning. Bytes that the encoding doesn't know become U+FFFD.
 */
export function* textSlices(bytes: Uint8Array, encoding: Encoding): Generator<{ readonly text: string; readonly bytesRead: number }> {
  const decoder = new TextDecoder(encoding)
  let heldReturn = false
  for (let start = 0; start < bytes.length; start += sliceBytes) {
    const end = Math.min(bytes.length, start + sliceBytes)
    const raw: string = (heldReturn ? '\r' : '') + decoder.decode(bytes.subarray(start, end), { stream: end < bytes.length })
    heldReturn = raw.endsWith('\r') && end < bytes.length
    const whole = heldReturn ? raw.slice(0, -1) : raw
    yield { text: whole.includes('\r') ? whole.replaceAll(/\r\n?/g, '\n') : whole, bytesRead: end }
  }
}

function guessUtf16(bytes: Uint8Array): Encoding | null {
  const sample = bytes.subarray(0, 2048)
  if (sample.length < 4) return null
  let even = 0
  let odd = 0
  for (const [index, byte] of sample.entries()) {
    if (byte !== 0) continue
    if (index % 2 === 0) even++
    else odd++
  }
  const most = sample.length / 2
  if (odd > most * 0.4 && even < most * 0.05) return 'utf-16le'
  if (even > most * 0.4 && odd < most * 0.05) return 'utf-16be'
  return null
}

function isUtf8(bytes: Uint8Array): boolean {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for (let start = 0; start < bytes.length; start += sliceBytes) {
      const end = Math.min(bytes.length, start + sliceBytes)
      decoder.decode(bytes.subarray(start, end), { stream: end < bytes.length })
    }
    return true
  } catch {
    return false
  }
}
