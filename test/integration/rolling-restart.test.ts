// Three server processes behind a balancer that knows nothing: any of them serves any device, each is restarted in turn under load (one
// of them without a warning), and what devices were told to be saved is there exactly once. And: a notice that is lost is made good.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createVersionFeed } from '#server/http/version-feed.ts'
import { asOwner, createOrganisation } from '#server/postgres/owner.ts'
import { type Balancer, startBalancer } from '../support/balancer.ts'
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts'
import { addAccount, signIn } from '../support/server.ts'
import { type ServerProcess, startServerProcess, stopServerProcess } from '../support/server-process.ts'
import { readServer } from '../support/server-rows.ts'
import { emailOf, small, smallRows } from '../support/small-organisation.ts'
import { bothHashes, openSyncDevice, type SyncDevice, until } from '../support/sync-device.ts'
import { TestDevice } from '../support/test-device.ts'

const folder = mkdtempSync(join(tmpdir(), 'fixpoint-rolling-'))
const processes: (ServerProcess | null)[] = []
let database: TestDatabase
let balancer: Balancer

const start = async (): Promise<ServerProcess & { readonly address: string }> => {
  const started = await startServerProcess({ DATABASE_URL: database.adminUrl, FIXPOINT_DATA: folder })
  if (started.address === null) throw new Error(started.output())
  return { ...started, address: started.address }
}

beforeAll(async () => {
  database = await createTestDatabase()
  await asOwner(database.owner, (owner) => createOrganisation(owner, small.organisation, smallRows()))
  for (const name of ['admin', 'technician', 'agent'] as const) await addAccount(database, small[name])
  const started = await Promise.all([start(), start(), start()])
  processes.push(...started)
  balancer = await startBalancer(started.map(({ address }) => address))
})
afterAll(async () => {
  await balancer.close()
  await Promise.all(processes.flatMap((one) => (one ? [stopServerProcess(one)] : [])))
  await database.drop()
  rmSync(folder, { recursive: true, force: true })
})

async function restart(index: number, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  const old = processes[index]
  if (!old) throw new Error('there is a process at this place')
  await stopServerProcess(old, signal)
  processes[index] = null
  balancer.set(index, null)
  const next = await start()
  processes[index] = next
  balancer.set(index, next.address)
}

/** Comments until told to stop; gives the texts that were said to be saved. */
function work(device: SyncDevice, name: string) {
  const saved: string[] = []
  const end = new AbortController()
  const ticketId = device.session.personId === small.agent ? small.southTicket : small.northTicket
  const done = (async () => {
    while (!end.signal.aborted) {
      const body = `${name} ${saved.length}`
      const outcome = await device.replica.run('ticket.comment', { ticketId, visibility: 'internal', channel: 'note', body })
      if (!outcome.ok) throw new Error(JSON.stringify(outcome))
      saved.push(body)
      device.engine.wake()
      await new Promise((resolve) => setTimeout(resolve, 40))
    }
  })()
  return {
    saved,
    stop: () => {
      end.abort()
      return done
    }
  }
}

describe('a rolling restart', () => {
  it('[SYNC2] loses no command, runs none twice, and shows no device anything but a pause', async () => {
    const people = ['admin', 'technician', 'agent', 'technician'] as const
    const devices = await Promise.all(people.map(async (name) => openSyncDevice(balancer.url, await signIn(balancer.url, emailOf(name)))))
    const works = devices.map((device, index) => work(device, `device ${index}`))
    await restart(0, 'SIGTERM')
    await restart(1, 'SIGKILL')
    await restart(2, 'SIGTERM')
    await Promise.all(works.map(({ stop }) => stop()))
    await Promise.all(devices.map((device) => device.settled()))
    const { comments } = await readServer(database.adminUrl)
    for (const { saved } of works) {
      expect(saved.length).toBeGreaterThan(10)
      expect(saved.map((body) => comments.get(body))).toEqual(saved.map(() => 1))
    }
    for (const [index, device] of devices.entries()) {
      expect(device.replica.outbox()).toEqual([])
      expect(device.states.filter(({ needsPerson }) => needsPerson)).toEqual([])
      await until(async () => {
        await device.engine.syncNow()
        const { own, wanted } = await bothHashes(device, database.adminUrl, emailOf(people[index] ?? 'admin'))
        return Object.entries(wanted).every(([entity, { hash }]) => own[entity]?.hash === hash)
      })
      await device.close()
    }
    expect(balancer.taken().every((count) => count > 0)).toBe(true)
  })
})

describe('what processes hear of each other', () => {
  it('[LIVE8] is heard again after the listening connection was broken', async () => {
    const troubles: unknown[] = []
    const feed = await createVersionFeed(database.app, (error) => troubles.push(error))
    const heard: (number | null)[] = []
    feed.subscribe(small.organisation, (version) => heard.push(version))
    await asOwner(database.adminUrl, (owner) =>
      owner.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query = 'LISTEN fixpoint'`)
    )
    await expect.poll(() => heard).toContain(null)
    expect(troubles.length).toBeGreaterThan(0)
    const device = new TestDevice(balancer.url, await signIn(balancer.url, emailOf('admin')))
    const body = { ticketId: small.northTicket, visibility: 'internal', channel: 'note', body: 'after the break' }
    const outcome = await device.run('ticket.comment', body)
    await expect.poll(() => heard.at(-1)).toBe(outcome.type === 'applied' ? outcome.version : 0)
    await feed.close()
  })

  it('[LIVE8] is found by looking where a notice was lost', async () => {
    const feed = await createVersionFeed(database.app, () => undefined, 200)
    const heard: (number | null)[] = []
    feed.subscribe(small.organisation, (version) => heard.push(version))
    await expect.poll(() => heard.length).toBe(1)
    await asOwner(database.adminUrl, (owner) =>
      owner.query('UPDATE fixpoint.counter SET version = version + 1 WHERE organisation_id = $1', [small.organisation])
    )
    await expect.poll(() => heard).toEqual([heard[0], (heard[0] ?? 0) + 1])
    await feed.close()
  })
})
