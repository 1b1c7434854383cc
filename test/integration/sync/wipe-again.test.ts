// What may go wrong around a wipe: somebody signs in again while it is not done, words that are no word to wipe by, and more unsent work than
// one request holds.

import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CommandEnvelope } from '#core/kernel/command.ts'
import { asOwner } from '#server/postgres/owner.ts'
import type { Profile } from '#store/service/profile.ts'
import { sealForRescue } from '#store/wipe/seal-for-rescue.ts'
import { boxesOf as boxesForWork } from '#store/wipe/unsent-work.ts'
import { startTestServer, testPassword, type TestServer } from '../../support/server.ts'
import { emailOf, small } from '../../support/small-organisation.ts'
import { TestDevice } from '../../support/test-device.ts'
import { boxesOf, createMachine, deviceRow, isWiped, type Machine, revoke, signedIn, writeOffline } from '../../support/wipe-machine.ts'

let server: TestServer
let admin: TestDevice
beforeAll(async () => {
  server = await startTestServer({ limits: { perDevice: 6000 } })
  admin = new TestDevice(server.address, await server.signIn('admin'))
})
afterAll(() => server.close())

/** Wiped while the boxes could not be handed in: the server answers everything but that. */
async function wipedWithoutDelivery(machine: Machine): Promise<{ profile: Profile; deviceId: string }> {
  const profile = await signedIn(machine)
  await writeOffline(machine, profile, 2)
  const deviceId = await revoke(admin, profile)
  machine.world.delivers = false
  machine.world.isOnline = true
  await profile.syncNow()
  await expect.poll(() => profile.status.get().problem).toContain('sealed here until')
  return { profile, deviceId }
}

describe('whoever signs in again after a wipe', () => {
  it('[WIPE2] keeps the session and new work over starts while a box still waits, and the box comes in later', async () => {
    const machine = createMachine(server.address)
    const { profile, deviceId } = await wipedWithoutDelivery(machine)
    expect(await profile.signIn(emailOf('technician'), testPassword, 'Laptop')).toMatchObject({ ok: true })
    await expect.poll(() => profile.rows()?.replica.get('ticket', small.northTicket) ?? null).not.toBeNull()
    await writeOffline(machine, profile, 1)
    await profile.close()

    const again = machine.start()
    await again.start()
    expect(again.session.get()).not.toBeNull()
    expect(again.status.get().waiting).toBe(1)
    await again.close()
    expect(await boxesOf(admin, deviceId)).toEqual([])

    machine.world.isOnline = machine.world.delivers = true
    const third = machine.start()
    await third.start()
    await expect.poll(() => boxesOf(admin, deviceId)).toHaveLength(1)
    await expect.poll(() => third.status.get().waiting).toBe(0)
    expect(third.session.get()).not.toBeNull()
    await expect.poll(() => machine.world.kept.has('wipe')).toBe(false)
    await third.close()
  })

  it('[WIPE1] is wiped once more with what was written since, when that device is locked out too', async () => {
    const machine = createMachine(server.address)
    const { profile, deviceId } = await wipedWithoutDelivery(machine)
    expect(await profile.signIn(emailOf('technician'), testPassword, 'Laptop')).toMatchObject({ ok: true })
    await expect.poll(() => profile.rows()?.replica.get('ticket', small.northTicket) ?? null).not.toBeNull()
    await writeOffline(machine, profile, 1)
    const second = await revoke(admin, profile)
    machine.world.isOnline = machine.world.delivers = true
    await profile.syncNow()
    await expect.poll(() => profile.status.get().problem).toContain('3 changes that were not sent yet are with your administrators')
    await isWiped(machine)
    expect((await boxesOf(admin, deviceId)).map(({ commands }) => commands.length)).toEqual([2])
    expect((await boxesOf(admin, second)).map(({ commands }) => commands.length)).toEqual([1])
    await profile.close()
  })

  it('[WIPE2] loses nothing of the new work to a wipe that had stopped half-way', async () => {
    const machine = createMachine(server.address)
    const profile = await signedIn(machine)
    await writeOffline(machine, profile, 1)
    await revoke(admin, profile)
    machine.world.clears = false
    machine.world.isOnline = true
    await profile.syncNow()
    await expect.poll(() => machine.world.kept.has('wipe')).toBe(true)
    await profile.close()
    machine.world.clears = true
    expect(await profile.signIn(emailOf('technician'), testPassword, 'Laptop')).toMatchObject({ ok: true })
    await expect.poll(() => profile.rows()?.replica.get('ticket', small.northTicket) ?? null).not.toBeNull()
    await writeOffline(machine, profile, 2)
    await profile.close()
    const again = machine.start()
    await again.start()
    expect(again.status.get().waiting).toBe(2)
    await again.close()
  })
})

describe('a word that would wipe', () => {
  it('[WIPE3] deletes and closes nothing when it brings no key that seals', async () => {
    const machine = createMachine(server.address)
    const profile = await signedIn(machine)
    await writeOffline(machine, profile, 1)
    machine.world.answers = () => {
      const rescue = { key: 'bm8ga2V5', token: 'x', epoch: small.organisation }
      return { status: 401, body: JSON.stringify({ error: { type: 'device-revoked', message: 'out', rescue } }) }
    }
    machine.world.isOnline = true
    await profile.syncNow()
    await expect.poll(() => profile.status.get().state).toBe('needs-you')
    expect(profile.rows()?.replica.get('ticket', small.northTicket)).not.toBeNull()
    expect(machine.world.kept.has('wipe')).toBe(false)
    machine.world.answers = null
    await profile.syncNow()
    await expect.poll(() => profile.status.get().waiting).toBe(0)
    await profile.close()
  })

  it('[WIPE3] is none on a page of somebody else, in an answer without its digest, or where another form refuses', async () => {
    const machine = createMachine(server.address)
    const profile = await signedIn(machine)
    await writeOffline(machine, profile, 1)
    const rescue = { key: 'bm8ga2V5', token: 'x', epoch: small.organisation }
    const said = JSON.stringify({ error: { type: 'device-revoked', message: 'out', rescue } })
    const others = [
      { status: 401, body: '<html>Sign in to the hotel</html>' },
      { status: 403, body: said },
      { status: 401, body: said, isUndigested: true },
      { status: 401, body: JSON.stringify({ error: { type: 'device-revoked', message: 'out' } }) }
    ]
    for (const other of others) {
      machine.world.answers = () => other
      machine.world.isOnline = true
      await profile.syncNow()
      expect(machine.world.kept.has('wipe')).toBe(false)
      expect(profile.rows()).not.toBeNull()
    }
    await profile.close()
  })
})

describe('a box on the server', () => {
  const boxOf = async (machine: Machine) => {
    const profile = await signedIn(machine)
    const deviceId = await revoke(admin, profile)
    await profile.close()
    const refused = await new TestDevice(server.address, JSON.parse(machine.world.kept.get('session') ?? '{}')).post('/v1/sync/pull', {})
    const { rescue } = (JSON.parse(refused.text) as { error: { rescue: { key: string; token: string } } }).error
    const door = new TestDevice(server.address, { ...admin.session, accessToken: rescue.token })
    return { deviceId, rescue, send: (sealed: string) => door.post('/v1/rescue', { sealed, commands: 2 }) }
  }

  it('[WIPE2] is noted on the device also when the server had ended between keeping and noting it', async () => {
    const { deviceId, rescue, send } = await boxOf(createMachine(server.address))
    const sealed = await sealForRescue(rescue.key, '{}')
    const bytes = Buffer.from(sealed, 'base64')
    const digest = createHash('sha256').update(bytes).digest()
    await asOwner(server.database.owner, (client) =>
      client.query('SELECT fixpoint.keep_rescue($1, $2, $3, 1, $4, 2, 16)', [small.organisation, deviceId, digest, bytes])
    )
    expect(await deviceRow(admin, deviceId)).not.toMatchObject({ rescuedCommands: 2 })
    const answers = await Promise.all([send(sealed), send(sealed), send(sealed)])
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(await deviceRow(admin, deviceId)).toMatchObject({ wipedAt: expect.any(Number), rescuedCommands: 2 })
  })

  it('[WIPE2] stays as it came where it does not open, and the same box at one moment is one', async () => {
    const { deviceId, send } = await boxOf(createMachine(server.address))
    const sealed = Buffer.alloc(200, 7).toString('base64')
    const answers = await Promise.all([1, 2, 3, 4].map(() => send(sealed)))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    expect(await boxesOf(admin, deviceId)).toEqual([{ form: 'fixpoint-sealed-1', sealed }])
    expect(await deviceRow(admin, deviceId)).toMatchObject({ rescuedCommands: 2 })
  })

  it('[WIPE2] is sealed for a key that every organisation had before its first lock-out, so that older copies of the database open it', async () => {
    const fresh = await startTestServer()
    const count = await asOwner(fresh.database.owner, (client) =>
      client.query(
        'SELECT count(*)::int AS missing FROM fixpoint.counter c WHERE NOT EXISTS (SELECT 1 FROM fixpoint.rescue_key k WHERE k.organisation_id = c.organisation_id)'
      )
    )
    await fresh.close()
    expect(count.rows).toEqual([{ missing: 0 }])
  })
})

describe('much unsent work', () => {
  it('[WIPE1] goes into as many boxes as the server takes, nothing left out and nothing twice', () => {
    const long = 'x'.repeat(9_000_000)
    const envelope = (id: string): CommandEnvelope => ({ id, input: { body: long } }) as unknown as CommandEnvelope
    const commands = [1, 2, 3, 4, 5].map((n) => ({ state: 'waiting' as const, envelope: envelope(`c${n}`) }))
    const drafts = [{ key: 'd', value: long, updatedAt: 1 }]
    const files = [{ ticketId: 't', sha256: 'h', size: 9_000_000, contentBase64: long }]
    const boxes = boxesForWork({ form: 'fixpoint-unsent-1', at: 1, commands, drafts, files })
    expect(boxes.flatMap((box) => box.commands.map((each) => each.envelope.id))).toEqual(['c1', 'c2', 'c3', 'c4', 'c5'])
    expect(boxes.flatMap((box) => [...box.drafts.map(({ key }) => key), ...box.files.map(({ sha256 }) => sha256)])).toEqual(['d', 'h'])
    const mostSealed = Math.max(...boxes.map((box) => Math.ceil((JSON.stringify(box).length + 93) / 3) * 4))
    expect(mostSealed).toBeLessThan(33_000_000)
    expect(boxesForWork({ form: 'fixpoint-unsent-1', at: 1, commands: [], drafts: [], files: [] })).toHaveLength(1)
  })
})
