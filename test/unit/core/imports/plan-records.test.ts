// Rows of ordinary exports as commands: clients found, taken in or refused by name, people and teams found or noted, nothing planned twice.
import { describe, expect, it } from 'vitest'
import { guessFormat, previewCsv } from '#core/imports/csv.ts'
import { createDirectory, type DirectoryRows } from '#core/imports/directory.ts'
import { guessMapping } from '#core/imports/mapping.ts'
import { planFile } from '#core/imports/plan-file.ts'
import type { ImportAnswers } from '#core/imports/plan.ts'
import { reasonOf, reportCsv } from '#core/imports/report.ts'
import type { ImportTarget } from '#core/imports/targets.ts'
import { commandNamed } from '#core/registry.ts'

const harbour = '01900000-0000-7000-8000-0000000d0000'
const jonas = '01900000-0000-7000-8000-0000000e0000'
const known: DirectoryRows = {
  clients: [{ id: harbour, name: 'Harbour Foods', code: 'HAR' }],
  people: [{ id: jonas, name: 'Jonas Weber', email: 'jonas@desk.example' }],
  teams: [],
  contacts: []
}
const byColumn: ImportAnswers['client'] = { type: 'column', choices: {}, unknown: 'create' }

function plan(target: ImportTarget, text: string, client: ImportAnswers['client'] = byColumn) {
  const bytes = new TextEncoder().encode(text)
  const format = guessFormat(bytes)
  const { header } = previewCsv(bytes, format, 1)
  const mapping = guessMapping(target, header)
  const answers: ImportAnswers = {
    target,
    mapping,
    source: 'psa',
    client,
    currency: 'EUR',
    order: 'day-first',
    zone: 'UTC',
    minorDigits: 2
  }
  const slices = [...planFile(bytes, format, answers, { header, directory: createDirectory(known), lastLines: new Map() })]
  const calls = slices.flatMap((slice) => slice.calls)
  for (const { name, input } of calls) expect(commandNamed(name)?.input.safeParse(input).error?.issues ?? []).toEqual([])
  return { calls, names: calls.map((call) => call.name), problems: slices.flatMap((slice) => slice.problems) }
}

describe('planning rows', () => {
  it('finds clients by name or code whatever case and blanks, and takes a new one in once', () => {
    const { names, calls } = plan('ticket', 'Number,Subject,Company\n1,A,harbour  foods\n2,B,HAR\n3,C,Newcomer Ltd\n4,D,Newcomer Ltd\n')
    expect(names).toEqual(['import.ticket', 'import.ticket', 'import.client', 'import.ticket', 'import.ticket'])
    expect(calls.slice(0, 2).map((call) => call.input['clientId'])).toEqual([harbour, harbour])
    expect(calls[3]?.input['clientId']).toBe(calls[4]?.input['clientId'])
  })

  it('refuses rows of clients that were not to be taken in, and follows a mapping of names', () => {
    const client: ImportAnswers['client'] = { type: 'column', choices: { HF: { type: 'existing', clientId: harbour } }, unknown: 'refuse' }
    const { calls, problems } = plan('ticket', 'Number,Subject,Company\n1,A,HF\n2,B,Newcomer Ltd\n3,C,\n', client)
    expect(calls.map((call) => call.input['clientId'])).toEqual([harbour])
    expect(problems.map(({ line, column, reason }) => [line, column, reason])).toEqual([
      [3, 'Company', 'unknown-client'],
      [4, 'Company', 'no-client']
    ])
  })

  it('turns a priority into the impact and urgency that lead to it, finds people and notes who isn’t known', () => {
    const { calls, problems } = plan(
      'ticket',
      'Number,Subject,Company,Priority,Assigned to\n1,A,HAR,urgent,JONAS@desk.example\n2,B,HAR,low,Nobody\n'
    )
    expect(calls.map((call) => call.input['fields'])).toMatchObject([
      { impact: 1, urgency: 1, assigneeId: jonas },
      { impact: 2, urgency: 3, assigneeId: null }
    ])
    expect(problems).toEqual([{ line: 3, column: 'Assigned to', value: 'Nobody', reason: 'unknown-person', severity: 'note' }])
  })

  it('makes a ticket’s requester a contact of the client, once, and gives the ticket to them', () => {
    const { names, calls } = plan(
      'ticket',
      'Number,Subject,Company,Requester,Requester email\n1,A,HAR,Ida Holm,ida@harbour.example\n2,B,HAR,Ida Holm,IDA@harbour.example\n'
    )
    expect(names).toEqual(['import.contact', 'import.ticket', 'import.ticket'])
    expect(new Set(calls.slice(1).map((call) => (call.input['fields'] as { contactId: string }).contactId)).size).toBe(1)
  })

  it('plans contacts from first and last name, and assets by label with their dates and cost', () => {
    const contacts = plan('contact', 'First name,Last name,Email,Company\nIda,Holm,ida@harbour.example,HAR\n,,x@y.example,HAR\n')
    expect(contacts.calls.map((call) => (call.input['fields'] as { name: string }).name)).toEqual(['Ida Holm'])
    const assets = plan('asset', 'Name;Type;Asset tag;Purchase date;Cost;Company\nHAR-1;Laptop;H-1;31.12.2023;1.234,50;HAR\n')
    expect(assets.calls[0]?.input['fields']).toMatchObject({
      kind: 'computer',
      tag: 'H-1',
      purchasedOn: '2023-12-31',
      replacementCostMinor: 123_450
    })
  })

  it('leaves a record alone that was made by hand, and says so', () => {
    const { calls, problems } = plan('client', 'Company name\nHarbour Foods\n')
    expect(calls).toEqual([])
    expect(problems.map((problem) => [problem.reason, problem.severity])).toEqual([['made-by-hand', 'note']])
  })

  it('writes a report that a spreadsheet reads, with what looks like a formula disarmed', () => {
    const problem = { line: 7, column: 'A, "b"', value: '=1+1', reason: 'no-number', severity: 'refused' } as const
    expect(reportCsv([problem])).toBe(`\uFEFFline,column,value,outcome,reason\r\n7,"A, ""b""",'=1+1,refused,expected a number\r\n`)
    expect(reasonOf({ ...problem, detail: 'why' })).toBe('expected a number: why')
  })

  it('refuses a row with more cells than the header, notes one that ends early, and says which row stood there before', () => {
    const { calls, problems } = plan(
      'ticket',
      'Number,Subject,Company,Category\n1,A,HAR,x,\n2,B, and more,HAR,x\n3,C,HAR\n01,D,HAR,x\n1,E,HAR,x\n'
    )
    expect(calls.map((call) => call.input['key'])).toEqual(['1', '3', '01', '1'])
    expect(problems.map(({ line, reason, severity }) => [line, reason, severity])).toEqual([
      [3, 'too-many-cells', 'refused'],
      [4, 'too-few-cells', 'note'],
      [6, 'twice', 'note']
    ])
    expect(problems.map(reasonOf).at(-1)).toBe('stands in the file before, so this row is the one that counts: line 2')
  })

  it('leaves a row out whose quotation mark is never closed, and takes the rows after it', () => {
    const { calls, problems } = plan('ticket', 'Number,Subject,Company\n1,A,HAR\n2,"B,HAR\n3,C,HAR\n')
    expect(calls.map((call) => call.input['key'])).toEqual(['1', '3'])
    expect(problems).toEqual([{ line: 3, column: '', value: '', reason: 'quote-not-closed', severity: 'refused' }])
  })

  it('tells tickets without numbers apart by their rows, so that a second run finds each of them again', () => {
    const file = 'Title,Body,Company\nReset,words,HAR\nReset,words,HAR\nPrinter,smoke,HAR\n'
    const keys = plan('ticket', file).calls.map((call) => call.input['key'])
    expect(new Set(keys).size).toBe(3)
    expect(plan('ticket', file).calls.map((call) => call.input['key'])).toEqual(keys)
    expect(plan('ticket', file).problems).toEqual([])
  })
})
