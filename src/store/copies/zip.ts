// Zip files written as they grow: each entry is deflated on its way and described after its bytes, so nothing is held as a whole.

import { crc32 } from '#core/kernel/journal-frame.ts'

/** A file of the archive. */
export interface ZipFile {
  readonly name: string
  readonly chunks: AsyncIterable<Uint8Array>
}

interface Written {
  readonly name: Uint8Array
  readonly crc: number
  readonly packed: number
  readonly plain: number
  readonly offset: number
}

const encoder = new TextEncoder()
/** Deflated, with UTF-8 names and sizes behind the bytes. */
const flags = 0x0808
const deflated = 8
/** Larger ones need another form of the archive. */
const largest = 0xffff_ffff

/** The bytes of the archive. @throws RangeError above 4 GB */
export async function* writeZip(files: AsyncIterable<ZipFile>): AsyncIterable<Uint8Array> {
  const written: Written[] = []
  let offset = 0
  for await (const { name, chunks } of files) {
    const start = offset
    const head = localHead(encoder.encode(name))
    offset += head.length
    yield head
    const sums = { crc: 0xffffffff, plain: 0 }
    let packed = 0
    for await (const bytes of deflate(chunks, sums)) {
      packed += bytes.length
      offset += bytes.length
      yield bytes
    }
    const entry = { name: encoder.encode(name), crc: (sums.crc ^ 0xffffffff) >>> 0, packed, plain: sums.plain, offset: start }
    const tail = numbers([4, 0x08074b50], [4, entry.crc], [4, packed], [4, sums.plain])
    offset += tail.length
    yield tail
    if (offset > largest || sums.plain > largest) throw new RangeError('the archive is larger than 4 GB')
    written.push(entry)
  }
  const directory = written.map(centralHead)
  const size = directory.reduce((sum, bytes) => sum + bytes.length, 0)
  yield* directory
  yield numbers([4, 0x06054b50], [2, 0], [2, 0], [2, written.length], [2, written.length], [4, size], [4, offset], [2, 0])
}

async function* deflate(chunks: AsyncIterable<Uint8Array>, sums: { crc: number; plain: number }): AsyncIterable<Uint8Array> {
  const packer = new CompressionStream('deflate-raw')
  const writer = packer.writable.getWriter()
  const feed = (async (): Promise<void> => {
    for await (const bytes of chunks) {
      sums.crc = crc32(bytes, 0, bytes.length, sums.crc)
      sums.plain += bytes.length
      await writer.write(bytes as Uint8Array<ArrayBuffer>)
    }
    await writer.close()
  })()
  // A reader that is given up must not leave an error that nobody hears.
  feed.catch((error: unknown) => writer.abort(error).catch(() => undefined))
  const reader = packer.readable.getReader()
  for (;;) {
    const { value, done } = await reader.read()
    if (done) break
    yield value
  }
  await feed
}

function localHead(name: Uint8Array): Uint8Array {
  const fields = numbers(
    [4, 0x04034b50],
    [2, 20],
    [2, flags],
    [2, deflated],
    [4, 0x00210000],
    [4, 0],
    [4, 0],
    [4, 0],
    [2, name.length],
    [2, 0]
  )
  return joined(fields, name)
}

function centralHead({ name, crc, packed, plain, offset }: Written): Uint8Array {
  const sizes = [
    [4, crc],
    [4, packed],
    [4, plain],
    [2, name.length]
  ] as const
  const rest = [
    [2, 0],
    [2, 0],
    [2, 0],
    [2, 0],
    [4, 0],
    [4, offset]
  ] as const
  return joined(numbers([4, 0x02014b50], [2, 20], [2, 20], [2, flags], [2, deflated], [4, 0x00210000], ...sizes, ...rest), name)
}

/** Little-endian numbers, each with its count of bytes. */
function numbers(...fields: readonly (readonly [size: 2 | 4, value: number])[]): Uint8Array {
  const bytes = new Uint8Array(fields.reduce((sum, [size]) => sum + size, 0))
  const view = new DataView(bytes.buffer)
  let offset = 0
  for (const [size, value] of fields) {
    if (size === 2) view.setUint16(offset, value, true)
    else view.setUint32(offset, value, true)
    offset += size
  }
  return bytes
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(first.length + second.length)
  bytes.set(first)
  bytes.set(second, first.length)
  return bytes
}
