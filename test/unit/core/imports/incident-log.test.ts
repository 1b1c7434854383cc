// ServiceNow's incident log: every row becomes one event of its incident's ticket, with the source's times, states, moves and SLA flag.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { analyseFile } from '#core/imports/analyse.ts'
import { guessFormat, previewCsv } from '#core/imports/csv.ts'
import { createDirectory } from '#core/imports/directory.ts'
import { guessMapping, guessTarget } from '#core/imports/mapping.ts'
import { planFile } from '#core/imports/plan-file.ts'
import type { ImportAnswers, PlannedCall } from '#core/imports/plan.ts'
import { importTicket } from '#core/tickets/import-ticket.ts'
import { makeIncidentLog } from '#test/support/incident-log-file.ts'

const clientId = '01900000-0000-7000-8000-0000000d0000'
const nobody = { clients: [], people: [], teams: [], contacts: [] }
const excerpt = join(import.meta.dirname, '../../../../../shared/data/servicenow-incidents/dev_excerpt_500.csv')

interface TicketInput {
  readonly key: string
  readonly fields: Readonly<Record<string, unknown>>
  readonly events: readonly {
    key: string
    kind: string
    at: number
    actorName?: string
    changes: unknown[]
    data: Record<string, unknown>
  }[]
}

function plan(bytes: Uint8Array, zone = 'UTC') {
  const format = guessFormat(bytes)
  const { header } = previewCsv(bytes, format, 5)
  const { target } = guessTarget(header)
  const mapping = guessMapping(target, header)
  const reading = analyseFile(bytes, format, target, mapping)
  let step = reading.next()
  while (!step.done) step = reading.next()
  const analysis = step.value
  const answers: ImportAnswers = {
    target,
    mapping,
    zone,
    order: 'day-first',
    source: 'servicenow',
    client: { type: 'one', clientId },
    currency: 'EUR',
    minorDigits: 2
  }
  const slices = [...planFile(bytes, format, answers, { header, directory: createDirectory(nobody), lastLines: analysis.lastLines })]
  const calls = slices.flatMap((slice) => slice.calls)
  const tickets = calls.filter((call) => call.name === 'import.ticket').map((call) => call.input as unknown as TicketInput)
  return { target, analysis, calls, tickets, problems: slices.flatMap((slice) => slice.problems), rowsRead: slices.at(-1)?.rowsRead ?? 0 }
}

function log(...rows: Record<string, string>[]): Uint8Array {
  const names = [
    'number',
    'incident_state',
    'sys_mod_count',
    'made_sla',
    'opened_at',
    'sys_updated_by',
    'sys_updated_at',
    'reopen_count',
    'assigned_to'
  ]
  const base = {
    number: 'INC1',
    incident_state: 'New',
    sys_mod_count: '0',
    made_sla: 'true',
    opened_at: '29/2/2016 01:16',
    sys_updated_by: 'Updated by  8',
    sys_updated_at: '29/2/2016 01:23',
    reopen_count: '0',
    assigned_to: '?'
  }
  const lines = rows.map((row) => names.map((name) => ({ ...base, ...row })[name as keyof typeof base]).join(','))
  return new TextEncoder().encode([names.join(','), ...lines].join('\n'))
}

describe('an incident log', () => {
  it('becomes one ticket with one event per row, in order of time, equal minutes in order of the file', () => {
    const { tickets } = plan(
      log(
        { incident_state: 'New' },
        { incident_state: 'Active', sys_mod_count: '1', sys_updated_at: '29/2/2016 08:53' },
        { incident_state: 'Resolved', sys_mod_count: '2', sys_updated_at: '29/2/2016 08:53' },
        { incident_state: 'Active', sys_mod_count: '3', sys_updated_at: '29/2/2016 08:50', assigned_to: 'Resolver 7' },
        { incident_state: 'Closed', sys_mod_count: '4', sys_updated_at: '5/3/2016 12:00', made_sla: 'false' }
      )
    )
    expect(tickets).toHaveLength(1)
    expect(tickets[0]?.events.map((event) => [event.kind, event.data['sys_mod_count']])).toEqual([
      ['ticket.opened', '0'],
      ['ticket.status-changed', '3'],
      ['ticket.assigned', '1'],
      ['ticket.resolved', '2'],
      ['ticket.closed', '4']
    ])
    expect(tickets[0]?.events[0]?.actorName).toBe('Updated by  8')
  })

  it('orders steps of one minute by the source’s count of changes, in whatever order the rows stand', () => {
    const { tickets } = plan(
      log({ incident_state: 'Closed', sys_mod_count: '10' }, { incident_state: 'Active', sys_mod_count: '9' }, { sys_mod_count: '0' })
    )
    expect(tickets[0]?.events.map((event) => event.data['sys_mod_count'])).toEqual(['0', '9', '10'])
    expect(tickets[0]?.fields['status']).toBe('closed')
  })

  it('reads yes and no in any form, and notes cells it does not understand instead of taking them for something', () => {
    const closing = (made_sla: string) => plan(log({ incident_state: 'Closed', made_sla }))
    expect(['TRUE', 'False', '1', 'no', '?'].map((flag) => closing(flag).tickets[0]?.fields['slaMet'])).toEqual([
      true,
      false,
      true,
      false,
      null
    ])
    const strange = plan(log({ incident_state: 'Closed', made_sla: 'perhaps', reopen_count: 'many', opened_at: 'once' }))
    expect(strange.tickets[0]?.fields['slaMet']).toBeNull()
    expect(strange.problems.map(({ line, column, reason, severity }) => [line, column, reason, severity])).toEqual([
      [2, 'reopen_count', 'no-number', 'note'],
      [2, 'made_sla', 'no-yes-or-no', 'note'],
      [2, 'opened_at', 'no-date', 'note']
    ])
  })

  it('keeps the change of a caller in the history', () => {
    const lines = ['number,incident_state,sys_mod_count,caller_id,opened_at,sys_updated_at,reopen_count']
    for (const [count, caller] of ['Ida', 'Jon'].entries())
      lines.push(`INC1,New,${count},${caller},1/3/2016 08:00,31/3/2016 0${count}:00,0`)
    const { tickets, calls } = plan(new TextEncoder().encode(lines.join('\n')))
    expect(tickets[0]?.events[1]?.changes).toContainEqual({ field: 'caller_id', from: 'Ida', to: 'Jon' })
    expect(calls.filter((call) => call.name === 'import.contact')).toHaveLength(1)
  })

  it('takes the SLA flag of the closing row, and the source’s counts and times, day first in the zone that was asked', () => {
    const { tickets } = plan(
      log(
        {},
        { incident_state: 'Resolved', sys_updated_at: '1/3/2016 09:00', made_sla: 'true' },
        { incident_state: 'Active', sys_updated_at: '2/3/2016 09:00', reopen_count: '1' },
        { incident_state: 'Closed', sys_updated_at: '3/3/2016 09:00', made_sla: 'false', reopen_count: '1' }
      ),
      'America/Sao_Paulo'
    )
    expect(tickets[0]?.fields).toMatchObject({
      status: 'closed',
      slaMet: false,
      reopenCount: 1,
      openedAt: Date.UTC(2016, 1, 29, 4, 16),
      closedAt: Date.UTC(2016, 2, 3, 12, 0)
    })
    expect(tickets[0]?.events.map((event) => event.kind)).toEqual(['ticket.opened', 'ticket.resolved', 'ticket.reopened', 'ticket.closed'])
  })

  it('keeps a state that nobody knows in the history and notes it, without moving the ticket', () => {
    const { tickets, problems } = plan(log({}, { incident_state: '-100', sys_mod_count: '1', sys_updated_at: '29/2/2016 02:00' }))
    expect(tickets[0]?.fields['status']).toBe('new')
    expect(tickets[0]?.events[1]?.data['incident_state']).toBe('-100')
    expect(problems).toEqual([{ line: 3, column: 'incident_state', value: '-100', reason: 'unknown-state', severity: 'note' }])
  })

  it('collects rows of an incident that stand far apart, and reports a row without a readable time', () => {
    const { tickets, problems } = plan(
      log(
        {},
        { number: 'INC2' },
        { incident_state: 'Active', sys_updated_at: '31/2/2016 01:00' },
        { incident_state: 'Closed', sys_updated_at: '1/3/2016 01:00' }
      )
    )
    expect(tickets.map((ticket) => [ticket.key, ticket.events.length])).toEqual([
      ['INC2', 1],
      ['INC1', 2]
    ])
    expect(problems).toEqual([{ line: 4, column: 'sys_updated_at', value: '31/2/2016 01:00', reason: 'no-such-day', severity: 'refused' }])
  })

  it('gives the same commands twice, and every one parses', () => {
    const bytes = new TextEncoder().encode(makeIncidentLog(300).text)
    const first = plan(bytes)
    expect(plan(bytes).calls).toEqual(first.calls)
    expect(first.tickets).toHaveLength(300)
    expect(first.tickets.flatMap((ticket) => ticket.events)).toHaveLength(first.rowsRead)
    for (const call of first.calls.filter((one) => one.name === 'import.ticket')) expect(issuesOf(call)).toEqual([])
  })

  it.skipIf(!existsSync(excerpt))('reads 500 real incidents with their 3,411 events (skipped where the shared data is absent)', () => {
    const { target, analysis, tickets, problems } = plan(new Uint8Array(readFileSync(excerpt)))
    const events = tickets.flatMap((ticket) => ticket.events)
    expect(target).toBe('incident-log')
    expect(analysis.dateOrder).toMatchObject({ order: 'day-first', sure: true })
    expect([tickets.length, events.length, problems.length]).toEqual([500, 3411, 0])
    expect(tickets.filter((ticket) => ticket.fields['slaMet'] === false)).toHaveLength(177)
    expect(tickets.every((ticket) => ticket.fields['status'] === 'closed')).toBe(true)
    expect(new Set(tickets.flatMap((ticket) => ticket.events.map((event) => `${ticket.key} ${event.key}`))).size).toBe(3411)
  })
})

function issuesOf(call: PlannedCall): readonly unknown[] {
  return importTicket.input.safeParse(call.input).error?.issues ?? []
}
