// A hundred and fifty devices whose store is damaged record by record, or whose journal's file is, and that start again on it with the real
// engine and server: silent loss 0. (Fifty more are damaged in the browser's own files: test/e2e/damaged-profiles.test.ts.)

import { expect, test } from 'vitest'
import { openJournal } from '#core/journal/journal.ts'
import { createHostJournal } from '#store/service/host-journal.ts'
import { note, openDesk, rowsOf, saved } from '#test/support/desk.ts'
import { FaultyFiles } from '#test/support/faulty-files.ts'
import { type Chance, createChance } from '#test/support/simulation/chance.ts'
import type { SimDevice } from '#test/support/simulation/sim-device.ts'
import { adminId, ticketIds } from '#test/support/simulation/sim-server.ts'
import { checkReplica } from '#test/support/simulation/verify.ts'
import type { Journal } from '#sync/ports.ts'

const profiles = 150
const seed = Number(process.env['FIXPOINT_SEED'] ?? 1)

/** The journal as main keeps it, on a disk of its own. */
function journalOn(files: FaultyFiles): () => Journal {
  return () => {
    const opened = openJournal({ files, name: 'journal', now: () => 1_000 })
    return createHostJournal({
      'journal.append': async ({ entries }) => {
        await (await opened).append(entries)
        return null
      },
      'journal.read': async ({ skip, limit }) => {
        const { entries, done, health } = await (await opened).read(skip, limit)
        return { entries, done, damaged: health.damagedPlaces + (health.tornBytes > 0 ? 1 : 0) }
      },
      'journal.acknowledge': async ({ keys }) => {
        await (await opened).acknowledge(keys)
        return null
      }
    })
  }
}

function damageBytes(bytes: Uint8Array, chance: Chance): Uint8Array {
  const copy = bytes.slice()
  if (copy.length === 0 || chance.happens(0.2)) return copy.slice(0, Math.floor(copy.length * chance.next()))
  for (let times = chance.happens(0.5) ? 1 : chance.between(2, 40); times > 0; times--) {
    const at = chance.between(0, copy.length - 1)
    copy[at] = (copy[at] ?? 0) ^ (1 << chance.between(0, 7))
  }
  return copy
}

/** What may befall a store, by name. Each leaves a store that was changed behind the engine's back. */
const damages: Readonly<Record<string, (device: SimDevice, files: FaultyFiles, chance: Chance) => Promise<void>>> = {
  'pages changed': async ({ disk }, _files, chance) => {
    const names = [...disk.pages.keys()]
    for (let times = chance.between(1, 4); times > 0; times--) {
      const name = chance.pick(names)
      const page = disk.pages.get(name)
      if (page) disk.pages.set(name, { ...page, bytes: damageBytes(page.bytes, chance) })
    }
  },
  'pages gone': async ({ disk }, _files, chance) => {
    for (const name of disk.pages.keys()) if (chance.happens(0.3)) disk.pages.delete(name)
  },
  'all pages gone': async ({ disk }) => disk.pages.clear(),
  'outbox shorter': async ({ disk }, _files, chance) => {
    disk.outbox.delete(chance.pick([...disk.outbox.keys()]))
  },
  'what it remembers gone': async ({ disk }) => {
    disk.meta = null
  },
  'everything gone': async (device) => device.loseStore(),
  'journal changed': async (_device, files, chance) => {
    const bytes = damageBytes(files.bytesOf('journal'), chance)
    const file = await files.open('journal')
    await file.truncate(0)
    await file.write(0, bytes)
    await file.sync()
  },
  'journal gone': async (_device, files) => files.remove('journal')
}

async function runProfile(number: number): Promise<{ kind: string; isTold: boolean }> {
  const chance = createChance(seed * 1_000 + number)
  const desk = await openDesk()
  const device = await desk.device(adminId)
  const files = new FaultyFiles()
  device.kill()
  device.journal.open = journalOn(files)
  await device.start()
  const bodies = ['on the server', 'not sent 1', 'not sent 2', 'not sent 3']
  await saved(device, 'ticket.comment', note(chance.pick(ticketIds), bodies[0] ?? ''))
  await desk.sync()
  device.network.isOnline = false
  for (const body of bodies.slice(1)) await saved(device, 'ticket.comment', note(chance.pick(ticketIds), body))
  device.kill()
  const kind = Object.keys(damages)[number % Object.keys(damages).length] ?? ''
  await damages[kind]?.(device, files, chance)
  await device.start()
  const replica = rowsOf(device)
  // Cold pages are read when somebody asks for them; here somebody asks for all of them.
  for (const ticketId of ticketIds) await replica.children('comment', ticketId).catch(() => [])
  const isTold = replica.damage() !== null || replica.recovered > 0 || replica.journalDamage > 0
  device.network.isOnline = true
  await desk.sync()
  await desk.sync()
  const onServer = desk.serverRows('comment').map((row) => String(row['body']))
  expect(onServer.toSorted()).toEqual(bodies.toSorted())
  expect(replica.outbox()).toEqual([])
  await checkReplica(device, desk.server)
  return { kind, isTold }
}

test(`[PAGE9] ${profiles} profiles damaged record by record (seed ${seed}): silent loss 0, all comes back from journal and server`, async () => {
  const untold: string[] = []
  for (let number = 0; number < profiles; number++) {
    try {
      const { kind, isTold } = await runProfile(number)
      if (!isTold) untold.push(kind)
    } catch (error) {
      throw new Error(`profile ${number} of seed ${seed}: ${String(error)}`, { cause: error })
    }
  }
  // A change of no consequence (no page was picked, the cut was at the very end) needs no word.
  expect(untold.length).toBeLessThan(profiles / 10)
})
