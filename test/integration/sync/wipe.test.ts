// A device that was locked out: against a real server, with a real engine and real seals. What it had not sent comes to the administrators,
// sealed on the way; all else is gone, whenever it is interrupted.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sealForRescue } from '#store/wipe/seal-for-rescue.ts'
import { startTestServer, testPassword, type TestServer } from '../../support/server.ts'
import { emailOf, small } from '../../support/small-organisation.ts'
import { TestDevice } from '../../support/test-device.ts'
import {
  boxesOf,
  createMachine,
  deviceRow,
  isWiped,
  journalled,
  revoke,
  secret,
  signedIn,
  writeOffline
} from '../../support/wipe-machine.ts'

let server: TestServer
let admin: TestDevice
beforeAll(async () => {
  server = await startTestServer({ limits: { perDevice: 6000 } })
  admin = new TestDevice(server.address, await server.signIn('admin'))
})
afterAll(() => server.close())

describe('a device that was locked out while commands waited', () => {
  it('[WIPE1] hands them in sealed, deletes everything at its first contact, and says so to both sides', async () => {
    const machine = createMachine(server.address)
    const profile = await signedIn(machine)
    await writeOffline(machine, profile, 3)
    const deviceId = await revoke(admin, profile)
    expect(await journalled(machine)).toHaveLength(3)
    machine.world.isOnline = true
    await profile.syncNow()
    await expect.poll(() => profile.status.get().problem).toContain('3 changes that were not sent yet are with your administrators')
    expect(profile.session.get()).toBeNull()
    expect(profile.rows()).toBeNull()
    await isWiped(machine)
    const [box] = await boxesOf(admin, deviceId)
    expect(box?.commands.map(({ envelope }) => (envelope.input as { body: string }).body)).toEqual([0, 1, 2].map((n) => `${secret} ${n}`))
    expect(box?.drafts).toMatchObject([{ key: 'comment:x', value: { body: 'half a sen' } }])
    expect(await deviceRow(admin, deviceId)).toMatchObject({ wipedAt: expect.any(Number), rescuedCommands: 3 })
    expect(JSON.stringify(await admin.items(0))).not.toContain(secret)
    await expect(boxesOf(new TestDevice(server.address, await server.signIn('agent')), deviceId)).rejects.toThrow('forbidden')
    await profile.close()
  })

  it('[WIPE2] goes on after it died half-way, reads no row before, and hands the box in when the network is back', async () => {
    const machine = createMachine(server.address)
    const profile = await signedIn(machine)
    await writeOffline(machine, profile, 2)
    const deviceId = await revoke(admin, profile)
    machine.world.clears = false
    machine.world.isOnline = true
    await profile.syncNow()
    await expect.poll(() => machine.world.kept.has('wipe')).toBe(true)
    await expect.poll(() => profile.session.get()).not.toBeUndefined()
    await profile.close()
    expect(await boxesOf(admin, deviceId)).toEqual([])

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
    expect((await boxesOf(admin, deviceId)).map(({ commands }) => commands.length)).toEqual([2])
    await third.close()
  })

  it('[WIPE2] hands a box in once, however often it is sent, and nothing but its own token opens that door', async () => {
    const machine = createMachine(server.address)
    const profile = await signedIn(machine)
    await writeOffline(machine, profile, 1)
    const deviceId = await revoke(admin, profile)
    await profile.close()
    const refused = await new TestDevice(server.address, JSON.parse(machine.world.kept.get('session') ?? '{}')).post('/v1/sync/pull', {})
    const { rescue } = (JSON.parse(refused.text) as { error: { rescue: { key: string; token: string } } }).error
    const sealed = await sealForRescue(rescue.key, JSON.stringify({ commands: [] }))
    const send = (token: string, body: object) =>
      new TestDevice(server.address, { ...admin.session, accessToken: token }).post('/v1/rescue', body)
    for (let n = 0; n < 3; n++) expect((await send(rescue.token, { sealed, commands: 4 })).status).toBe(200)
    expect(await deviceRow(admin, deviceId)).toMatchObject({ rescuedCommands: 4 })
    expect(await boxesOf(admin, deviceId)).toHaveLength(1)
    const forged = `${rescue.token.slice(0, -4)}AAAA`
    for (const token of [forged, admin.session.accessToken, 'x'.repeat(86)])
      expect((await send(token, { sealed, commands: 1 })).status).toBe(401)
    for (let n = 0; n < 15; n++) await send(rescue.token, { sealed: await sealForRescue(rescue.key, `${n}`), commands: 0 })
    expect((await send(rescue.token, { sealed: await sealForRescue(rescue.key, 'more'), commands: 0 })).status).toBe(409)
  })

  it('[WIPE1] is wiped too when somebody only tries to sign in on it, and begins anew as another device', async () => {
    const machine = createMachine(server.address)
    const profile = await signedIn(machine)
    await writeOffline(machine, profile, 2)
    const deviceId = await revoke(admin, profile)
    await profile.signOut()
    machine.world.isOnline = true
    expect(await profile.signIn(emailOf('technician'), testPassword, 'Laptop')).toMatchObject({ ok: false, problem: 'device-revoked' })
    await isWiped(machine)
    expect((await boxesOf(admin, deviceId))[0]?.commands).toHaveLength(2)
    expect(await profile.signIn(emailOf('technician'), testPassword, 'Laptop')).toMatchObject({ ok: true })
    expect(profile.session.get()?.deviceId).not.toBe(deviceId)
    expect(profile.status.get().problem).toBeNull()
    await profile.close()
  })
})

describe('what is no locked-out device', () => {
  it('[WIPE3] keeps everything: a person who was deactivated, and a device that a restored server never saw', async () => {
    const machine = createMachine(server.address)
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
