// Hostile journals: frames that are damaged, cut, moved, or made up with a checksum that fits. Opening never fails, what is sound is read in
// its order, and what follows is written and read again.

import { expect, test } from 'vitest'
import { openJournal } from '#core/journal/journal.ts'
import { encodeFrame, scanFrames } from '#core/kernel/journal-frame.ts'
import { hostileCases, within } from '#test/support/hostile/doors.ts'
import { createHostile, type Hostile } from '#test/support/hostile/hostile-values.ts'
import { FaultyFiles } from '#test/support/faulty-files.ts'

function frameOf(hostile: Hostile, sequence: number): Uint8Array {
  const words = new TextEncoder()
  const payload = hostile.pick([
    () => words.encode(`key-${String(sequence)}\n{"n":${String(sequence)}}`),
    () => words.encode(`key-${String(sequence)}`),
    () => words.encode('\n\n\n'),
    () => hostile.bytes(hostile.between(0, 60)),
    () => new Uint8Array()
  ])()
  const at = hostile.pick([0, 5, 8.64e15, -1, Number.NaN, Number.POSITIVE_INFINITY])
  const number = hostile.pick([sequence, sequence, sequence, 0, -1, 1e300, Number.NaN])
  return encodeFrame({ kind: hostile.happens(0.8) ? 1 : 2, sequence: number, at, payload, codec: hostile.happens(0.9) ? 0 : 1 })
}

function flip(bytes: Uint8Array, { between }: Hostile): void {
  const place = between(0, bytes.length - 1)
  bytes[place] = (bytes[place] ?? 0) ^ (1 << between(0, 7))
}

function journalOf(hostile: Hostile): Uint8Array<ArrayBuffer> {
  const frames = Array.from({ length: hostile.between(0, 6) }, (_, index) => frameOf(hostile, index + 1))
  const bytes = new Uint8Array(frames.flatMap((frame) => [...frame]))
  const kind = hostile.next()
  if (kind < 0.1) return hostile.bytes(hostile.between(0, 300))
  if (kind < 0.5) for (let flips = hostile.between(1, 4); flips > 0 && bytes.length > 0; flips--) flip(bytes, hostile)
  return kind < 0.3 ? bytes.slice(0, hostile.between(0, bytes.length)) : bytes
}

test('every byte of whatever stands in a file is a frame, damage that is named, or a torn end', async () => {
  const hostile = createHostile(1, () => [])
  for (let done = 0; done < hostileCases.journals * 0.8; done++) {
    const bytes = journalOf(hostile)
    await within(() => {
      const { frames, damaged, soundBytes, tornBytes } = scanFrames(bytes)
      const sound = frames.reduce((sum, frame) => sum + frame.size, 0)
      const lost = damaged.reduce((sum, place) => sum + place.size, 0)
      expect([sound + lost, sound + lost + tornBytes]).toEqual([soundBytes, bytes.length])
    })
  }
})

test('a journal opens whatever stands in it, takes the next entry and gives it back', async () => {
  const hostile = createHostile(2, () => [])
  for (let done = 0; done < hostileCases.journals * 0.2; done++) {
    const files = new FaultyFiles()
    const file = await files.open('journal')
    await file.write(0, journalOf(hostile))
    await file.close()
    const journal = await within(() => openJournal({ files, name: 'journal', now: () => 1_000 }))
    expect(await journal.append([{ key: 'the next', payload: '{}' }])).toBeDefined()
    const { entries } = await journal.read(0, 100)
    expect(entries.at(-1)).toMatchObject({ key: 'the next', payload: '{}' })
    await journal.close()
  }
})
