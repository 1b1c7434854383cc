// The command line against a real server and PostgreSQL: an incident log becomes tickets with their history, a second run adds nothing,
// bad rows are named and the good ones come in, wrong options are said by their names.

import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asOwner } from '#server/postgres/owner.ts'
import { makeIncidentLog } from '#test/support/incident-log-file.ts'
import { startTestServer, type TestServer, testPassword } from '#test/support/server.ts'
import { emailOf } from '#test/support/small-organisation.ts'

const folder = mkdtempSync(join(tmpdir(), 'fixpoint-import-'))
let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(async () => {
  await server.close()
  rmSync(folder, { recursive: true, force: true })
})

interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

function runCli(...args: readonly string[]): Promise<Ended> {
  const child = spawn(process.execPath, ['--import', 'tsx', resolve('src/server/import-cli.ts'), ...args], {
    env: { ...process.env, SECRET: testPassword },
    stdio: ['ignore', 'pipe', 'pipe']
  })
  const text = { out: '', err: '' }
  child.stdout.on('data', (chunk: Buffer) => (text.out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (text.err += chunk.toString()))
  return new Promise((done) => child.once('close', (code) => done({ code, ...text })))
}

function file(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

const desk = (): readonly string[] => ['--server', server.address, '--email', emailOf('admin'), '--password-env', 'SECRET']

async function count(sql: string): Promise<number> {
  return asOwner(server.database.owner, async (owner) =>
    Number((await owner.query(`SELECT count(*) AS n FROM fixpoint.${sql}`)).rows[0]?.n)
  )
}

describe('npm run import', () => {
  it('takes clients in, leaves a bad row out, names its line, column and value, and ends with 1', async () => {
    const path = file(
      'clients.csv',
      'Company Name;Industry;Employees\r\nHarbour Foods;Food;12\r\n"Reed; Sons";Law;many\r\nLindqvist AB;Wood;7\r\n'
    )
    const report = join(folder, 'report.csv')
    const ended = await runCli(path, ...desk(), '--report', report)
    expect(ended).toMatchObject({ code: 1, out: expect.stringContaining('Came in: 2 clients') })
    expect(ended.err).toContain('line 3, Employees: "many" expected a number')
    expect(readFileSync(report, 'utf8')).toContain('3,Employees,many,refused,expected a number')
  })

  it('makes of an incident log one ticket per incident with one event per row, and a second run adds nothing', async () => {
    const log = makeIncidentLog(120)
    const path = file('log.csv', log.text)
    const args = [path, ...desk(), '--client', 'Harbour Foods', '--zone', 'America/Sao_Paulo', '--source', 'servicenow']
    const dry = await runCli(...args, '--dry-run')
    expect(dry).toMatchObject({ code: 0, out: expect.stringContaining(`${log.rows} steps of history`) })
    expect(await count(`ticket WHERE doc->>'externalNumber' LIKE 'INC%'`)).toBe(0)
    expect(await runCli(...args)).toMatchObject({ code: 0, out: expect.stringContaining('120 tickets') })
    const rows = async (): Promise<number[]> => [
      await count(`ticket WHERE doc->>'externalNumber' LIKE 'INC%'`),
      await count(
        `event WHERE doc->>'kind' <> 'ticket.imported' AND doc->>'subjectEntity' = 'ticket' AND doc->'data'->>'sys_mod_count' IS NOT NULL`
      ),
      await count('contact'),
      await count('event')
    ]
    const first = await rows()
    expect(first.slice(0, 2)).toEqual([120, log.rows])
    expect(await runCli(...args)).toMatchObject({ code: 0, out: expect.stringContaining('Nothing changed: all') })
    expect(await rows()).toEqual(first)
  })

  it('asks by the name of the option for what the file does not prove', async () => {
    const log = file('small.csv', makeIncidentLog(3).text)
    const open = file('open.csv', 'Number,Subject,Opened\n1,Printer,1/2/2026\n')
    const asked = async (...args: readonly string[]): Promise<Ended> => runCli(...args, ...desk())
    expect(await asked(log, '--client', 'Harbour Foods')).toMatchObject({
      code: 2,
      err: expect.stringContaining('--zone: expected a time zone')
    })
    expect(await asked(log, '--zone', 'UTC')).toMatchObject({ code: 2, err: expect.stringContaining('--client: expected') })
    expect(await asked(log, '--zone', 'UTC', '--client', 'Nobody')).toMatchObject({ code: 2, err: expect.stringContaining('got Nobody') })
    expect(await asked(open, '--client', 'Harbour Foods')).toMatchObject({
      code: 2,
      err: expect.stringContaining('--dates: expected day-first')
    })
    expect(await asked(join(folder, 'none.csv'))).toMatchObject({ code: 2, err: expect.stringContaining('FILE: expected a file') })
  })

  it('says every wrong option at once, and when the server is away or refuses', async () => {
    const log = file('small.csv', makeIncidentLog(3).text)
    const wrong = await runCli(log, '--server', 'desk', '--email', 'x', '--dates', 'now', '--zone', 'Mars', '--target', 'cars')
    expect(wrong.code).toBe(2)
    for (const option of ['--server', '--email', '--password-env', '--dates', '--zone', '--target'])
      expect(wrong.err).toContain(`${option}: expected`)
    const rest = ['--client', 'Harbour Foods', '--zone', 'UTC', '--password-env', 'SECRET']
    expect(await runCli(log, '--server', 'http://127.0.0.1:9', '--email', emailOf('admin'), ...rest)).toMatchObject({
      code: 3,
      err: expect.stringContaining('--server:')
    })
    expect(await runCli(log, '--server', server.address, '--email', 'no@desk.example', ...rest)).toMatchObject({
      code: 3,
      err: expect.stringContaining('wrong-credentials')
    })
  })
})
