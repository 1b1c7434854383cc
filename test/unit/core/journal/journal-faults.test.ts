// The journal with something going wrong at every single step that it takes: nothing that was answered is ever lost, nothing comes twice,
// and after the restart it goes on.

import { describe, expect, test } from 'vitest'
import { type JournalFile, openJournal } from '#core/journal/journal.ts'
import { keepAcknowledgedMs } from '#core/journal/journal-entries.ts'
import { FaultyFiles, PowerCut, type StepFault } from '#test/support/faulty-files.ts'

const name = 'ana.journal'
const day = 24 * 3_600_000

/** What the journal has answered. */
interface Answered {
  readonly entries: Map<string, string>
  readonly acknowledged: Set<string>
  /** Asked for, but never answered: may be there or not. */
  readonly tried: Set<string>
}

interface Life {
  now: number
  readonly files: FaultyFiles
  readonly answered: Answered
}

const open = (life: Life): Promise<JournalFile> => openJournal({ files: life.files, name, now: () => life.now })

async function append(life: Life, journal: JournalFile, keys: readonly string[]): Promise<void> {
  for (const key of keys) life.answered.tried.add(key)
  try {
    await journal.append(keys.map((key) => ({ key, payload: `payload of ${key}` })))
    for (const key of keys) life.answered.entries.set(key, `payload of ${key}`)
  } catch (error) {
    if (error instanceof PowerCut) throw error
  }
}

async function acknowledge(life: Life, journal: JournalFile, keys: readonly string[]): Promise<void> {
  try {
    await journal.acknowledge(keys)
    for (const key of keys) life.answered.acknowledged.add(key)
  } catch (error) {
    if (error instanceof PowerCut) throw error
  }
}

/** Some weeks of a journal: appends, acknowledgements, a torn tail, and two compactions, one on opening and one while it is open. */
async function live(life: Life): Promise<void> {
  const first = await open(life)
  await append(life, first, ['a1'])
  await append(life, first, ['a2', 'a3', 'a4', 'a5', 'a6'])
  await acknowledge(life, first, ['a1', 'a2', 'a3', 'a4'])
  await first.close()
  life.now += keepAcknowledgedMs + day
  const second = await open(life)
  await append(life, second, ['b1', 'b2', 'b3', 'b4', 'b5', 'b6', 'b7'])
  await acknowledge(life, second, ['a5', 'b1', 'b2', 'b3', 'b4', 'b5'])
  life.now += keepAcknowledgedMs + day
  await acknowledge(life, second, ['b6'])
  await append(life, second, ['c1'])
  await second.close()
}

async function check({ files, answered, now }: Life): Promise<void> {
  const journal = await openJournal({ files, name, now: () => now })
  const { entries } = await journal.read(0, 1000)
  const found = new Map(entries.map(({ key, payload }) => [key, payload]))
  expect(found.size).toBe(entries.length)
  for (const [key, payload] of answered.entries) {
    // Only what was acknowledged (or asked to be) and is a month old may be gone.
    if (!found.has(key)) expect(['a1', 'a2', 'a3', 'a4', 'a5', 'b1', 'b2', 'b3', 'b4', 'b5', 'b6']).toContain(key)
    else expect(found.get(key)).toBe(payload)
  }
  for (const key of ['a6', 'b7', 'c1']) if (answered.entries.has(key)) expect(found.has(key)).toBe(true)
  for (const key of found.keys()) expect(answered.tried.has(key)).toBe(true)
  for (const { key, acknowledged } of entries) if (answered.acknowledged.has(key)) expect(acknowledged).toBe(true)
  await journal.append([{ key: 'after', payload: 'goes on' }])
  await journal.close()
  const again = await openJournal({ files, name, now: () => now })
  expect((await again.read(0, 1000)).entries.at(-1)?.key).toBe('after')
  await again.close()
}

function newLife(): Life {
  return { now: 1_000_000, files: new FaultyFiles(), answered: { entries: new Map(), acknowledged: new Set(), tried: new Set() } }
}

async function stepsOfALife(): Promise<number> {
  const life = newLife()
  await live(life)
  await check(life)
  return life.files.steps
}

describe('the journal with a fault at every step', () => {
  test('a life without faults loses nothing, and makes the file smaller twice', async () => {
    const life = newLife()
    await live(life)
    const journal = await open(life)
    expect((await journal.read(0, 100)).entries.map(({ key }) => key)).toEqual(['a6', 'b7', 'c1'])
    expect((await journal.read(0, 100)).health.lastSequence).toBe(14)
  })

  test.each<StepFault>(['power-cut', 'io-error', 'full-disk', 'half-then-error'])('[JRN10] %s at each step in turn', async (fault) => {
    const steps = await stepsOfALife()
    expect(steps).toBeGreaterThan(30)
    for (let step = 1; step <= steps; step++) {
      for (let seed = 1; seed <= (fault === 'power-cut' ? 16 : 8); seed++) {
        const life = newLife()
        life.files.faults.set(step, fault)
        try {
          await live(life)
        } catch (error) {
          // Opening may fail for want of a disk; then nothing was answered since.
          if (!(error instanceof Error)) throw error
        }
        life.files.restart(seed)
        try {
          await check(life)
        } catch (error) {
          throw new Error(`${fault} at step ${step}, seed ${seed}: ${String(error)}`, { cause: error })
        }
      }
    }
  })

  test('[JRN10] two faults one after the other, at every pair of neighbouring steps', async () => {
    const steps = await stepsOfALife()
    for (let step = 1; step < steps; step++) {
      for (const second of ['io-error', 'power-cut'] as const) {
        const life = newLife()
        life.files.faults.set(step, 'half-then-error').set(step + 1, second)
        await live(life).catch(() => undefined)
        life.files.restart(step)
        await check(life)
      }
    }
  })

  test('a full disk: the ballast is let go and the entry is written', async () => {
    const files = new FaultyFiles()
    let released = 0
    const makeRoom = async (): Promise<boolean> => ++released === 1
    const journal = await openJournal({ files, name, now: () => 1, makeRoom })
    files.faults.set(files.steps + 1, 'half-then-error')
    await journal.append([{ key: 'a', payload: '1' }])
    expect([released, (await journal.read(0, 10)).entries.map(({ key }) => key)]).toEqual([1, ['a']])
  })
})
