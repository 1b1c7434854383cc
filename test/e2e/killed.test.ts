// Killed while writing: browser and main process, or the server, or all of them die at random moments, 25 times, and once more with the
// browser's database deleted before the next start. What was shown as saved is afterwards on the server exactly once.
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { asOwner, createOrganisation } from '#server/postgres/owner.ts'
import { harnessOrigin } from '#test/support/app-origin.ts'
import { patienceMs } from '#test/support/chromium.mts'
import { lastingPort } from '#test/support/lasting-port.ts'
import { type Seat, takeSeat } from '#test/support/seat.ts'
import { createTestDatabase, type TestDatabase } from '#test/support/postgres.ts'
import { addAccount, testPassword } from '#test/support/server.ts'
import { type ServerProcess, startServerProcess, stopServerProcess } from '#test/support/server-process.ts'
import { emailOf, small, smallRows } from '#test/support/small-organisation.ts'
import { createChance } from '#test/support/simulation/chance.ts'

const rounds = 25
const seed = Number(process.env['FIXPOINT_SEED'] ?? 1)

let folder = ''
let database: TestDatabase
let server: ServerProcess
let address = ''
let port = 0
let seat: Seat
const saved: string[] = []
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fixpoint-killed-'))
  database = await createTestDatabase()
  await asOwner(database.owner, (owner) => createOrganisation(owner, small.organisation, smallRows()))
  await addAccount(database, small.technician)
  port = await lastingPort()
  await startServer()
  seat = await takeSeat(address, join(folder, 'seat'))
  await seat.signIn(emailOf('technician'), testPassword)
  await vi.waitFor(async () => expect((await seat.ask('hashes', {}))['ticket']?.rows).toBe(2), { timeout: patienceMs })
})
afterAll(async () => {
  await seat?.close()
  if (server !== undefined) await stopServerProcess(server)
  await database?.drop()
  rmSync(folder, { recursive: true, force: true })
})

/** Starts the server, each time where the app knows it. */
async function startServer(): Promise<void> {
  server = await startServerProcess({
    DATABASE_URL: database.adminUrl,
    FIXPOINT_DATA: folder,
    FIXPOINT_ORIGINS: harnessOrigin,
    PORT: String(port)
  })
  if (server.address === null) throw new Error(server.output())
  address = server.address
}

/** Writes until the app dies or `isOver` says so, and notes each comment only when the app has said that it is saved. */
async function writeUntilKilled(name: string, isOver: () => boolean = () => false): Promise<void> {
  for (let number = 1; !isOver(); number++) {
    const body = `${name}.${number}`
    const input = { ticketId: small.northTicket, visibility: 'internal', channel: 'note', body }
    const result = await seat.ask('run', { name: 'ticket.comment', input }).catch(() => null)
    if (result === null) return
    if (!result.ok) throw new Error(`${body} was refused: ${JSON.stringify(result.refusal)}`)
    saved.push(body)
  }
}

async function restart(): Promise<void> {
  await seat.start()
  await (await seat.app().room()).getByRole('navigation').first().waitFor()
}

/** How often each comment is on the server. */
async function onServer(): Promise<Map<string, number>> {
  const client = new pg.Client({ connectionString: database.adminUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ body: string; times: string }>(
      `SELECT doc->>'body' AS body, count(*) AS times FROM fixpoint.comment WHERE deleted_at IS NULL GROUP BY 1`
    )
    return new Map(rows.map(({ body, times }) => [body, Number(times)]))
  } finally {
    await client.end()
  }
}

async function expectAllOnce(): Promise<void> {
  await seat.ask('syncNow', {})
  const missing = async (): Promise<string[]> => {
    const there = await onServer()
    return saved.filter((body) => !there.has(body))
  }
  await expect.poll(missing, { interval: 250 }).toEqual([])
  expect([...(await onServer())].filter(([, times]) => times !== 1)).toEqual([])
}

test(`killed ${rounds} times at random moments (seed ${seed}), nothing that was shown as saved is lost or doubled`, async () => {
  const chance = createChance(seed)
  for (let round = 1; round <= rounds; round++) {
    const killAfterMs = chance.between(20, 600)
    // Half of the rounds without a network, so that there is something to lose.
    if (chance.happens(0.5)) seat.proxy.cut()
    else seat.proxy.mend()
    const killed = chance.pick(['app', 'app', 'server', 'both'] as const)
    let isOver = false
    const writing = writeUntilKilled(`round ${round}`, () => isOver)
    await new Promise((resolve) => setTimeout(resolve, killAfterMs))
    if (killed !== 'app') await stopServerProcess(server, 'SIGKILL')
    if (killed !== 'server') await seat.app().kill()
    isOver = true
    await writing
    if (killed !== 'app') await startServer()
    if (killed !== 'server') await restart()
  }
  seat.proxy.mend()
  expect(saved.length).toBeGreaterThan(rounds)
  await expectAllOnce()
}, 600_000)

test('with the browser database deleted before the restart, the journal brings the unsent work back', async () => {
  seat.proxy.cut()
  const before = saved.length
  const writing = writeUntilKilled('before the deletion')
  await new Promise((resolve) => setTimeout(resolve, 500))
  await seat.app().kill()
  await writing
  expect(saved.length).toBeGreaterThan(before)
  const databases = join(seat.userData, 'chromium/Default/IndexedDB')
  expect(existsSync(databases) && readdirSync(databases).length > 0).toBe(true)
  rmSync(databases, { recursive: true, force: true })
  seat.proxy.mend()
  await restart()
  await expectAllOnce()
})
