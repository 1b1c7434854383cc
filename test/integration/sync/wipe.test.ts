// A device that was locked out: against a real server, with a real engine and real seals. What it had not sent comes to the administrators,
// sealed on the way; all else is gone, whenever it is interrupted.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { entities } from '#core/registry.ts'
import { createMemoryDisk, createMemoryLocalStore } from '#store/adapters/memory-local-store.ts'
import { browserClock, browserHttp, connectServer } from '#store/service/connect-server.ts'
import { createProfile, type Profile } from '#store/service/profile.ts'
import { createSessionKeeper } from '#store/service/session-keeper.ts'
import { sealForRescue } from '#store/wipe/seal-for-rescue.ts'
import type { UnsentWork } from '#store/wipe/unsent-work.ts'
import type { WipeMemo } from '#store/wipe/wipe.ts'
import { createSessionApi } from '#sync/http-session.ts'
import type { Journal, KeptJournalEntry } from '#sync/ports.ts'
import { createSimJournal } from '../../support/simulation/sim-journal.ts'
import { startTestServer, testPassword, type TestServer } from '../../support/server.ts'
import { emailOf, small } from '../../support/small-organisation.ts'
import { TestDevice } from '../../support/test-device.ts'

let server: TestServer
let admin: TestDevice
beforeAll(async () => {
  server = await startTestServer({ limits: { perDevice: 6000 } })
  admin = new TestDevice(server.address, await server.signIn('admin'))
})
afterAll(() => server.close())

/** A machine with one profile: its disk outlives the process. */
function createMachine() {
  const world = { disk: createMemoryDisk(), kept: new Map<string, string>(), journal: createSimJournal(), isOnline: true, clears: true }
  const vault = {
    read: async (name: string) => world.kept.get(name) ?? null,
    write: async (name: string, value: string | null) => void (value === null ? world.kept.delete(name) : world.kept.set(name, value))
  }
  const real = browserHttp(server.address)
  const http: typeof real = {
    ...real,
    fetch: (url, init) => (world.isOnline ? real.fetch(url, init) : Promise.reject(new Error('no network')))
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
    const memo = {
      read: async () => JSON.parse(world.kept.get('wipe') ?? 'null') as WipeMemo | null,
      write: (value: WipeMemo | null) => vault.write('wipe', value && JSON.stringify(value))
    }
    return createProfile({
      clock: browserClock,
      entities,
      makeStore: () => createMemoryLocalStore(world.disk),
      journal,
      keeper,
      api,
      wipe: { memo, seal: sealForRescue, clear, deliver: (token, request) => api.rescue(token, request) },
      openFiles: null,
      link: (replica, onState, onRevoked) => connectServer(http, keeper, replica, onState, onRevoked)
    })
  }
  return { world, start }
}

type Machine = ReturnType<typeof createMachine>

async function signedIn({ start }: Machine): Promise<Profile> {
  const profile = start()
  expect(await profile.signIn(emailOf('technician'), testPassword, 'Laptop')).toMatchObject({ ok: true })
  await expect.poll(() => profile.rows()?.replica.get('ticket', small.northTicket) ?? null).not.toBeNull()
  return profile
}

const secret = 'a password that a client said on the phone'

async function writeOffline({ world }: Machine, profile: Profile, count: number): Promise<void> {
  world.isOnline = false
  for (let n = 0; n < count; n++) {
    const input = { ticketId: small.northTicket, visibility: 'internal', channel: 'note', body: `${secret} ${n}` }
    expect(await profile.rows()?.replica.run('ticket.comment', input)).toMatchObject({ ok: true })
  }
  await profile.rows()?.replica.putDraft('comment:x', { body: 'half a sen' })
}

const revoke = async (profile: Profile): Promise<string> => {
  const deviceId = profile.session.get()?.deviceId ?? ''
  expect(await admin.run('device.revoke', { id: deviceId })).toMatchObject({ type: 'applied' })
  return deviceId
}

const boxesOf = async (deviceId: string, who = admin): Promise<readonly UnsentWork[]> => {
  const { text, status } = await who.post('/v1/rescue/read', { deviceId })
  if (status !== 200) throw new Error(text)
  return (JSON.parse(text) as { boxes: string[] }).boxes.map((box) => JSON.parse(box) as UnsentWork)
}

const deviceRow = async (id: string) =>
  (await admin.items(0)).flatMap((item) => (item[0] === 'r' && item[3].id === id ? [item[3]] : [])).at(-1)

const journalled = async ({ world }: Machine): Promise<readonly KeptJournalEntry[]> =>
  (await world.journal.open(() => undefined).read()).entries

const isWiped = async (machine: Machine): Promise<void> => {
  const { disk, kept } = machine.world
  expect([disk.meta, disk.pages.size, disk.outbox.size, disk.drafts.size]).toEqual([null, 0, 0, 0])
  expect(await journalled(machine)).toEqual([])
  expect([...kept.keys()].filter((name) => name !== 'wipe')).toEqual([])
  expect(JSON.stringify([...kept])).not.toContain(secret)
}

describe('a device that was locked out while commands waited', () => {
  it('[WIPE1] hands them in sealed, deletes everything at its first contact, and says so to both sides', async () => {
    const machine = createMachine()
    const profile = await signedIn(machine)
    await writeOffline(machine, profile, 3)
    const deviceId = await revoke(profile)
    expect(await journalled(machine)).toHaveLength(3)
    machine.world.isOnline = true
    await profile.syncNow()
    await expect.poll(() => profile.status.get().problem).toContain('3 changes that were not sent yet are with your administrators')
    expect(profile.session.get()).toBeNull()
    expect(profile.rows()).toBeNull()
    await isWiped(machine)
    const [box] = await boxesOf(deviceId)
    expect(box?.commands.map(({ envelope }) => (envelope.input as { body: string }).body)).toEqual([0, 1, 2].map((n) => `${secret} ${n}`))
    expect(box?.drafts).toMatchObject([{ key: 'comment:x', value: { body: 'half a sen' } }])
    expect(await deviceRow(deviceId)).toMatchObject({ wipedAt: expect.any(Number), rescuedCommands: 3 })
    expect(JSON.stringify(await admin.items(0))).not.toContain(secret)
    await expect(boxesOf(deviceId, new TestDevice(server.address, await server.signIn('agent')))).rejects.toThrow('forbidden')
    await profile.close()
  })

  it('[WIPE2] goes on after it died half-way, reads no row before, and hands the box in when the network is back', async () => {
    const machine = createMachine()
    const profile = await signedIn(machine)
    await writeOffline(machine, profile, 2)
    const deviceId = await revoke(profile)
    machine.world.clears = false
    machine.world.isOnline = true
    await profile.syncNow()
    await expect.poll(() => machine.world.kept.has('wipe')).toBe(true)
    await expect.poll(() => profile.session.get()).not.toBeUndefined()
    await profile.close()
    expect(await boxesOf(deviceId)).toEqual([])

    machine.world.clears = true
    machine.world.isOnline = false
    const second = machine.start()
    await second.start()
    expect([second.session.get(), second.rows()]).toEqual([null, null])
    expect(second.status.get().problem).toContain('sealed here until your administrators can be reached')
    await isWiped(machine)
    await second.close()

    machine.world.isOnline = true
    const third = machine.start()
    await third.start()
    expect(third.status.get().problem).toContain('2 changes that were not sent yet are with your administrators')
    expect((await boxesOf(deviceId)).map(({ commands }) => commands.length)).toEqual([2])
    await third.close()
  })

  it('[WIPE2] hands a box in once, however often it is sent, and nothing but its own token opens that door', async () => {
    const machine = createMachine()
    const profile = await signedIn(machine)
    await writeOffline(machine, profile, 1)
    const deviceId = await revoke(profile)
    await profile.close()
    const refused = await new TestDevice(server.address, JSON.parse(machine.world.kept.get('session') ?? '{}')).post('/v1/sync/pull', {})
    const { rescue } = (JSON.parse(refused.text) as { error: { rescue: { key: string; token: string } } }).error
    const sealed = await sealForRescue(rescue.key, JSON.stringify({ commands: [] }))
    const send = (token: string, body: object) =>
      new TestDevice(server.address, { ...admin.session, accessToken: token }).post('/v1/rescue', body)
    for (let n = 0; n < 3; n++) expect((await send(rescue.token, { sealed, commands: 4 })).status).toBe(200)
    expect(await deviceRow(deviceId)).toMatchObject({ rescuedCommands: 4 })
    expect(await boxesOf(deviceId)).toHaveLength(1)
    const forged = `${rescue.token.slice(0, -4)}AAAA`
    for (const token of [forged, admin.session.accessToken, 'x'.repeat(86)])
      expect((await send(token, { sealed, commands: 1 })).status).toBe(401)
    for (let n = 0; n < 7; n++) await send(rescue.token, { sealed: await sealForRescue(rescue.key, `${n}`), commands: 0 })
    expect((await send(rescue.token, { sealed: await sealForRescue(rescue.key, 'more'), commands: 0 })).status).toBe(409)
  })

  it('[WIPE1] is wiped too when somebody only tries to sign in on it, and begins anew as another device', async () => {
    const machine = createMachine()
    const profile = await signedIn(machine)
    await writeOffline(machine, profile, 2)
    const deviceId = await revoke(profile)
    await profile.signOut()
    machine.world.isOnline = true
    expect(await profile.signIn(emailOf('technician'), testPassword, 'Laptop')).toMatchObject({ ok: false, problem: 'device-revoked' })
    await isWiped(machine)
    expect((await boxesOf(deviceId))[0]?.commands).toHaveLength(2)
    expect(await profile.signIn(emailOf('technician'), testPassword, 'Laptop')).toMatchObject({ ok: true })
    expect(profile.session.get()?.deviceId).not.toBe(deviceId)
    expect(profile.status.get().problem).toBeNull()
    await profile.close()
  })
})

describe('what is no locked-out device', () => {
  it('[WIPE3] keeps everything: a person who was deactivated, and a device that a restored server never saw', async () => {
    const machine = createMachine()
    const profile = await signedIn(machine)
    await writeOffline(machine, profile, 1)
    expect(await admin.run('person.deactivate', { id: small.technician })).toMatchObject({ type: 'applied' })
    machine.world.isOnline = true
    await profile.syncNow()
    expect(profile.status.get()).toMatchObject({ state: 'needs-you', waiting: 1 })
    expect(machine.world.disk.outbox.size).toBe(1)
    expect(await admin.run('person.activate', { id: small.technician })).toMatchObject({ type: 'applied' })
    await profile.syncNow()
    await expect.poll(() => profile.status.get().waiting).toBe(0)

    const { owner } = server.database
    const { asOwner } = await import('#server/postgres/owner.ts')
    await asOwner(owner, (client) => client.query('DELETE FROM fixpoint.device WHERE id = $1', [profile.session.get()?.deviceId]))
    await profile.syncNow()
    expect(profile.status.get().state).toBe('needs-you')
    expect(machine.world.kept.has('wipe')).toBe(false)
    expect(profile.rows()?.replica.get('ticket', small.northTicket)).not.toBeNull()
    await profile.close()
  })
})
