import { fc } from '#test/support/cases.ts'
import { expect, test } from 'vitest'
import { encodeFrame, type Frame, frameHeaderBytes, maxFramePayloadBytes, scanFrames } from '#core/kernel/journal-frame.ts'

const frame = fc.record({
  kind: fc.constantFrom<1 | 2>(1, 2),
  sequence: fc.nat(),
  at: fc.integer({ min: 0, max: 8.64e15 }),
  payload: fc.uint8Array({ maxLength: 80 })
})
const joined = (frames: readonly Frame[]): Uint8Array => new Uint8Array(frames.flatMap((one) => [...encodeFrame(one)]))
const plain = (frames: readonly Frame[]): unknown => frames.map(({ kind, sequence, at, payload }) => [kind, sequence, at, [...payload]])

test('every frame that was written is read back, in order', () => {
  fc.assert(
    fc.property(fc.array(frame), (frames) => {
      const scan = scanFrames(joined(frames))
      expect(plain(scan.frames)).toEqual(plain(frames))
      expect([scan.damaged, scan.tornBytes]).toEqual([[], 0])
    })
  )
})

test('a file cut at any byte yields exactly the frames that are whole, and reports the rest as torn', () => {
  fc.assert(
    fc.property(fc.array(frame, { minLength: 1, maxLength: 5 }), fc.nat(), (frames, seed) => {
      const bytes = joined(frames)
      const length = seed % bytes.length
      const scan = scanFrames(bytes.subarray(0, length))
      let whole = 0
      let end = 0
      for (const one of frames) {
        if (end + frameHeaderBytes + one.payload.length > length) break
        end += frameHeaderBytes + one.payload.length
        whole++
      }
      expect(plain(scan.frames)).toEqual(plain(frames.slice(0, whole)))
      expect([scan.soundBytes, scan.tornBytes]).toEqual([end, length - end])
    })
  )
})

test('one flipped bit costs the frame it hit and no other, and is reported', () => {
  fc.assert(
    fc.property(fc.array(frame, { minLength: 1, maxLength: 6 }), fc.nat(), fc.integer({ min: 0, max: 7 }), (frames, seed, bit) => {
      const bytes = joined(frames)
      const place = seed % bytes.length
      bytes[place] = (bytes[place] ?? 0) ^ (1 << bit)
      let start = 0
      const hit = frames.findIndex((one) => {
        start += frameHeaderBytes + one.payload.length
        return place < start
      })
      const scan = scanFrames(bytes)
      expect(plain(scan.frames)).toEqual(plain(frames.filter((_, index) => index !== hit)))
      expect(scan.damaged.length + (scan.tornBytes > 0 ? 1 : 0)).toBe(1)
    }),
    { numRuns: 500 }
  )
})

test('arbitrary bytes are never taken for a frame', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => {
      expect(scanFrames(bytes).frames).toEqual([])
    })
  )
})

test('a payload over the limit is refused', () => {
  const payload = new Uint8Array(maxFramePayloadBytes + 1)
  expect(() => encodeFrame({ kind: 1, sequence: 1, at: 0, payload })).toThrow('too large')
})
