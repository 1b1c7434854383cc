// Files that are no CSV although somebody chose them as one: named by their first bytes, so that the answer says what the file is instead
// of complaining about columns nobody wrote.

/** What a file can turn out to be. Words for each stand in core/words/rooms-import.ts. */
export type ForeignFile =
  | 'empty'
  | 'gzip'
  | 'xz'
  | 'bzip2'
  | 'zstd'
  | 'seven-zip'
  | 'zip'
  | 'excel'
  | 'old-excel'
  | 'open-document'
  | 'pdf'
  | 'xml'
  | 'json'
  | 'binary'

const signatures: readonly (readonly [kind: ForeignFile, bytes: readonly number[]])[] = [
  ['gzip', [0x1f, 0x8b]],
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
  ['bzip2', [0x42, 0x5a, 0x68, 0x31]],
  ['bzip2', [0x42, 0x5a, 0x68, 0x39]],
  ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
  ['seven-zip', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ['old-excel', [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]],
  ['pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]]
]
const zipStart = [0x50, 0x4b, 0x03, 0x04]
const headBytes = 4096

/** What the bytes are, or null when they may well be a table as text. */
export function foreignFile(bytes: Uint8Array): ForeignFile | null {
  const head = bytes.subarray(0, headBytes)
  const begins = (mark: readonly number[]): boolean => mark.every((byte, place) => head[place] === byte)
  const known = signatures.find(([, mark]) => begins(mark))
  if (known) return known[0]
  if (begins(zipStart)) return insideZip(bytes)
  const text = new TextDecoder('utf-8').decode(head).trimStart()
  if (text === '' && bytes.length <= headBytes) return 'empty'
  if (/^<(\?xml|!doctype|html|[a-z:]+[ >])/i.test(text)) return 'xml'
  if (/^(\{\s*["}]|\[\s*[{[])/.test(text)) return 'json'
  return isBinary(head) ? 'binary' : null
}

/** The names of a zip's files stand as they are, at its beginning and at its end. */
function insideZip(bytes: Uint8Array): ForeignFile {
  const latin = new TextDecoder('windows-1252')
  const names = latin.decode(bytes.subarray(0, headBytes)) + latin.decode(bytes.subarray(-16 * headBytes))
  if (names.includes('opendocument.spreadsheet')) return 'open-document'
  return names.includes('xl/') ? 'excel' : 'zip'
}

/** Control signs that no text has, in a file that isn't UTF-16 (whose zeros stand at every second place). */
function isBinary(head: Uint8Array): boolean {
  const utf16 = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)
  if (utf16) return false
  const strange = head.filter((byte) => (byte > 0 && byte < 9) || (byte > 13 && byte < 32 && byte !== 27)).length
  return strange > head.length * 0.05
}
