// A machine whose profile may be wiped: a disk that outlives the process, the real engine over the real network, and switches for what a
// wipe can meet on its way.

import { createHash } from 'node:crypto'
import { expect } from 'vitest'
import { entities } from '#core/registry.ts'
import { createMemoryDisk, createMemoryLocalStore } from '#store/adapters/memory-local-store.ts'
import { browserClock, browserHttp, connectServer } from '#store/service/connect-server.ts'
import { createProfile, type Profile } from '#store/service/profile.ts'
import { createSessionKeeper } from '#store/service/session-keeper.ts'
import { sealForRescue } from '#store/wipe/seal-for-rescue.ts'
import type { UnsentWork } from '#store/wipe/unsent-work.ts'
import { createWipeMemory } from '#store/wipe/wipe.ts'
import { createSessionApi } from '#sync/http-session.ts'
import type { Journal, KeptJournalEntry } from '#sync/ports.ts'
import { testPassword } from './server.ts'
import { createSimJournal } from './simulation/sim-journal.ts'
import { emailOf, small } from './small-organisation.ts'
import type { TestDevice } from './test-device.ts'

type Answerer = () => { readonly status: number; readonly body: string; readonly isUndigested?: boolean }

/** Somebody else's answer in place of the server's. */
function answered({ status, body, isUndigested = false }: ReturnType<Answerer>): Response {
  const digest = `sha-256=:${createHash('sha256').update(body).digest('base64')}:`
  return new Response(body, { status, headers: isUndigested ? {} : { 'content-digest': digest } })
}

/** A machine with one profile: its disk outlives the process. */
export function createMachine(address: string) {
  const world = {
    disk: createMemoryDisk(),
    kept: new Map<string, string>(),
    journal: createSimJournal(),
    isOnline: true,
    clears: true,
    delivers: true,
    answers: null as Answerer | null
  }
  const vault = {
    read: async (name: string) => world.kept.get(name) ?? null,
    write: async (name: string, value: string | null) => void (value === null ? world.kept.delete(name) : world.kept.set(name, value))
  }
  const real = browserHttp(address)
  const http: typeof real = {
    ...real,
    fetch: (url, init) => {
      const isAway = !world.isOnline || (!world.delivers && url.endsWith('/v1/rescue'))
      if (isAway) return Promise.reject(new Error('no network'))
      return world.answers ? Promise.resolve(answered(world.answers())) : real.fetch(url, init)
    }
  }
  const file = (): Journal => world.journal.open(() => undefined)
  const journal: Journal = { append: (entries) => file().append(entries), settle: (keys) => file().settle(keys), read: () => file().read() }
  const start = (): Profile => {
    const api = createSessionApi(http)
    const keeper = createSessionKeeper('session', vault, api, Date.now)
    const clear = async (): Promise<void> => {
      world.disk = createMemoryDisk()
      if (!world.clears) throw new Error('the process dies')
      world.journal = createSimJournal()
      await keeper.forget()
    }
    const memo = createWipeMemory({ read: () => vault.read('wipe'), write: (text) => vault.write('wipe', text) })
    return createProfile({
      clock: browserClock,
      entities,
      makeStore: () => createMemoryLocalStore(world.disk),
      journal,
      keeper,
      api,
      wipe: { memo, seal: sealForRescue, files: async () => [], clear, deliver: (token, request) => api.rescue(token, request) },
      openFiles: null,
      link: (replica, onState, onRevoked) => connectServer(http, keeper, replica, onState, onRevoked)
    })
  }
  return { world, start }
}

export type Machine = ReturnType<typeof createMachine>

export async function signedIn({ start }: Machine): Promise<Profile> {
  const profile = start()
  expect(await profile.signIn(emailOf('technician'), testPassword, 'Laptop')).toMatchObject({ ok: true })
  await expect.poll(() => profile.rows()?.replica.get('ticket', small.northTicket) ?? null).not.toBeNull()
  return profile
}

export const secret = 'a password that a client said on the phone'

export async function writeOffline({ world }: Machine, profile: Profile, count: number): Promise<void> {
  world.isOnline = false
  for (let n = 0; n < count; n++) {
    const input = { ticketId: small.northTicket, visibility: 'internal', channel: 'note', body: `${secret} ${n}` }
    expect(await profile.rows()?.replica.run('ticket.comment', input)).toMatchObject({ ok: true })
  }
  await profile.rows()?.replica.putDraft('comment:x', { body: 'half a sen' })
}

export const revoke = async (admin: TestDevice, profile: Profile): Promise<string> => {
  const deviceId = profile.session.get()?.deviceId ?? ''
  expect(await admin.run('device.revoke', { id: deviceId })).toMatchObject({ type: 'applied' })
  return deviceId
}

export const boxesOf = async (who: TestDevice, deviceId: string): Promise<readonly UnsentWork[]> => {
  const { text, status } = await who.post('/v1/rescue/read', { deviceId })
  if (status !== 200) throw new Error(text)
  return (JSON.parse(text) as { boxes: string[] }).boxes.map((box) => JSON.parse(box) as UnsentWork)
}

export const deviceRow = async (admin: TestDevice, id: string) =>
  (await admin.items(0)).flatMap((item) => (item[0] === 'r' && item[3].id === id ? [item[3]] : [])).at(-1)

export const journalled = async ({ world }: Machine): Promise<readonly KeptJournalEntry[]> =>
  (await world.journal.open(() => undefined).read()).entries

export const isWiped = async (machine: Machine): Promise<void> => {
  const { disk, kept } = machine.world
  expect([disk.meta, disk.pages.size, disk.outbox.size, disk.drafts.size]).toEqual([null, 0, 0, 0])
  expect(await journalled(machine)).toEqual([])
  expect([...kept.keys()].filter((name) => name !== 'wipe')).toEqual([])
  expect(JSON.stringify([...kept])).not.toContain(secret)
}
