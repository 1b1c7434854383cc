import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fc } from '#test/support/cases.ts'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type JournalFile, openJournal } from '#core/journal/journal.ts'
import { type JournalLine, keepAcknowledgedMs } from '#core/journal/journal-entries.ts'
import { createDiskFiles } from '#main/journal-files.ts'

let folder = ''
let path = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fixpoint-journal-'))
  path = join(folder, 'local.journal')
})
afterEach(() => {
  vi.restoreAllMocks()
  rmSync(folder, { recursive: true, force: true })
})

const clock = () => 1_000
const some = (count: number, from = 1): JournalLine[] =>
  Array.from({ length: count }, (_, index) => ({
    key: `c${from + index}`,
    payload: `{"n":${from + index},"text":"ä ${'x'.repeat(index)}"}`
  }))
const bare = ({ key, payload }: JournalLine): JournalLine => ({ key, payload })
async function reopened<T>(work: (journal: JournalFile) => Promise<T>, now = clock): Promise<T> {
  const journal = await openJournal({ files: createDiskFiles(folder), name: 'local.journal', now })
  return work(journal).finally(() => journal.close())
}
const readAll = (journal: JournalFile) => journal.read(0, 10_000)

test('entries come back in the order of writing, page by page', async () => {
  await reopened((journal) => journal.append(some(25)))
  await reopened(async (journal) => {
    const first = await journal.read(0, 10)
    const last = await journal.read(20, 10)
    expect([first.entries.length, first.done, last.entries.length, last.done]).toEqual([10, false, 5, true])
    expect((await readAll(journal)).entries.map(bare)).toEqual(some(25))
  })
})

test('an append answers only after its bytes are synced', async () => {
  const probe = await open(join(folder, 'probe'), 'w')
  const handle = Object.getPrototypeOf(probe) as { datasync: () => Promise<void> }
  await probe.close()
  const synced = vi.spyOn(handle, 'datasync')
  await reopened(async (journal) => {
    const before = synced.mock.calls.length
    await journal.append(some(3))
    expect(synced.mock.calls.length).toBe(before + 1)
  })
})

test('an append that is asked again after a lost answer is kept once', async () => {
  await reopened(async (journal) => {
    await journal.append(some(3))
    await journal.append(some(4))
    expect((await readAll(journal)).entries.map(bare)).toEqual(some(4))
  })
})

test('a journal torn at any byte opens with all whole entries, reports and keeps the torn bytes, and goes on', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 6 }), fc.nat(), async (count, seed) => {
      rmSync(folder, { recursive: true, force: true })
      folder = mkdtempSync(join(tmpdir(), 'fixpoint-journal-'))
      path = join(folder, 'local.journal')
      const ends: number[] = [0]
      await reopened(async (journal) => {
        for (const entry of some(count)) {
          await journal.append([entry])
          ends.push(statSync(path).size)
        }
      })
      const length = seed % (ends.at(-1) ?? 1)
      truncateSync(path, length)
      const whole = ends.filter((end) => end <= length).length - 1
      const torn = length - (ends[whole] ?? 0)
      await reopened(async (journal) => {
        const page = await readAll(journal)
        expect(page.entries.map(bare)).toEqual(some(whole))
        expect(page.health.tornBytes).toBe(torn)
        await journal.append(some(1, 100))
      })
      expect(readdirSync(folder).some((name) => name.includes('.torn-'))).toBe(torn > 0)
      await reopened(async (journal) => expect((await readAll(journal)).entries.map(bare)).toEqual([...some(whole), ...some(1, 100)]))
    }),
    { numRuns: 40 }
  )
})

test('damage in the middle costs the entry it hit, is reported at every opening, and hides nothing behind it', async () => {
  await reopened((journal) => journal.append(some(5)))
  const bytes = readFileSync(path)
  const place = bytes.indexOf('"n":3')
  bytes[place] = (bytes[place] ?? 0) ^ 4
  writeFileSync(path, bytes)
  for (let round = 0; round < 2; round++) {
    await reopened(async (journal) => {
      const page = await readAll(journal)
      expect(page.entries.map(({ sequence }) => sequence)).toEqual([1, 2, 4, 5])
      expect(page.health).toEqual({ tornBytes: 0, damagedPlaces: 1, lastSequence: 5 })
    })
  }
})

test('acknowledged entries are marked, stay 30 days, and go at a later opening; what is not acknowledged stays for ever', async () => {
  await reopened(async (journal) => {
    await journal.append(some(20))
    await journal.acknowledge(some(19).map(({ key }) => key))
    expect((await readAll(journal)).entries.filter(({ acknowledged }) => acknowledged).length).toBe(19)
  })
  await reopened(async (journal) => expect((await readAll(journal)).entries.length).toBe(20))
  const later = (): number => 1_001 + keepAcknowledgedMs
  await reopened(async (journal) => {
    const page = await readAll(journal)
    expect(page.entries.map(bare)).toEqual(some(20).slice(19))
    expect(page.health.lastSequence).toBe(20)
  }, later)
})
