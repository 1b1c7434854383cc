// A copy under a passphrase: opened by it alone, and damage anywhere is told apart from a wrong passphrase.

import { expect, test } from 'vitest'
import { BackupUnreadable } from '#store/copies/backup-records.ts'
import { isSealed, openSealed, sealParts, WrongPassphrase } from '#store/copies/sealed-file.ts'
import { hexOf, someBytes } from '#test/support/tus.ts'

const randomBytes = (count: number): Uint8Array => crypto.getRandomValues(new Uint8Array(count))
const passphrase = 'vier Pferde, kein Größenwahn'

async function sealed(...sizes: readonly number[]): Promise<{ readonly file: Blob; readonly plain: Uint8Array<ArrayBuffer> }> {
  const contents = sizes.map((size, index) => someBytes(size, index + 1))
  const parts = async function* () {
    for (const bytes of contents) yield { bytes }
  }
  const written: Uint8Array<ArrayBuffer>[] = []
  for await (const { bytes } of sealParts(parts(), { passphrase, randomBytes, iterations: 1000 })) written.push(new Uint8Array(bytes))
  return { file: new Blob(written), plain: new Uint8Array(await new Blob(contents).arrayBuffer()) }
}

async function changed(file: Blob, change: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>): Promise<Blob> {
  return new Blob([change(new Uint8Array(await file.arrayBuffer()))])
}

test.each([[[0]], [[1]], [[1_048_576]], [[1_048_577]], [[700_000, 700_000, 5]], [[3_200_000]], [Array.from({ length: 400 }, () => 37)]])(
  '[COPY5] %j bytes come back as they were, and nothing of them can be read before',
  async (sizes) => {
    const { file, plain } = await sealed(...sizes)
    expect(await isSealed(file)).toBe(true)
    expect(hexOf(new Uint8Array(await (await openSealed(file, passphrase)).arrayBuffer()))).toBe(hexOf(plain))
    if (plain.length > 20) expect(Buffer.from(await file.arrayBuffer()).includes(Buffer.from(plain.slice(0, 20)))).toBe(false)
  }
)

test('[COPY5] the same letters typed on another keyboard open it', async () => {
  const { file } = await sealed(100)
  expect((await openSealed(file, passphrase.normalize('NFD'))).size).toBe(100)
})

test('[COPY5] a wrong passphrase says so, at once and without a byte', async () => {
  const { file } = await sealed(2_000_000)
  for (const wrong of ['', 'vier pferde, kein größenwahn', `${passphrase} `])
    await expect(openSealed(file, wrong)).rejects.toThrow(WrongPassphrase)
})

test('[COPY5] a file that was changed anywhere is called damaged, not wrongly locked', async () => {
  const { file } = await sealed(1_100_000)
  const places = [8, 12, 17, 20, 36, 44, 59, 60, 64, 500_000, 1_048_640, 1_048_660, file.size - 1]
  for (const place of places) {
    const broken = await changed(file, (bytes) => bytes.map((byte, index) => (index === place ? byte ^ 1 : byte)))
    await expect(openSealed(broken, passphrase), `byte ${place}`).rejects.toThrow(BackupUnreadable)
  }
})

test('[COPY5] a file that was cut, lengthened, or whose parts changed places is damaged', async () => {
  const { file } = await sealed(2_097_152, 10)
  const chunk = 1_048_576 + 16
  const swapped = (bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> => {
    const next = bytes.slice()
    next.set(bytes.slice(64 + chunk, 64 + 2 * chunk), 64)
    next.set(bytes.slice(64, 64 + chunk), 64 + chunk)
    return next
  }
  const cuts = [10, 64, 70, 64 + chunk, 64 + 2 * chunk, file.size - 1].map((size) => file.slice(0, size))
  for (const broken of [...cuts, new Blob([file, 'x']), await changed(file, swapped)])
    await expect(openSealed(broken, passphrase)).rejects.toThrow(BackupUnreadable)
})

test('[COPY5] a stranger’s head that asks for endless work, or all memory, is refused before the work begins', async () => {
  const { file } = await sealed(10)
  for (const place of [12, 16]) {
    const greedy = await changed(file, (bytes) => {
      new DataView(bytes.buffer).setUint32(place, 0xffff_ffff, true)
      return bytes
    })
    await expect(openSealed(greedy, passphrase)).rejects.toThrow(BackupUnreadable)
  }
})

test('[COPY5] what is not sealed is not taken for it', async () => {
  for (const text of ['', 'FX', 'FXSEALEX and more', 'any other file']) expect(await isSealed(new Blob([text]))).toBe(false)
})
