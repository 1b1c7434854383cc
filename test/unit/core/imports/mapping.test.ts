// Columns find their fields by the names that real systems give them, and values are read or refused with a reason.
import { describe, expect, it } from 'vitest'
import type { ImportField } from '#core/imports/field.ts'
import { guessMapping, guessTarget, keepMapping, unmappedRequired } from '#core/imports/mapping.ts'
import { fieldsOf, type ImportTarget, importTargets } from '#core/imports/targets.ts'
import { createValueReader } from '#core/imports/values.ts'

const zendesk =
  'id,assignee_id,created_at,description,group_id,organization_id,priority,requester_id,status,subject,type,updated_at,via_channel'
const serviceNow =
  'number,short_description,caller_id,company,state,impact,urgency,assignment_group,assigned_to,sys_created_on,closed_at,contact_type'
const log = 'number,incident_state,active,reassignment_count,sys_mod_count,made_sla,sys_updated_by,sys_updated_at,opened_at'
const itflowAssets = 'Name,Type,Make,Model,Serial,OS,Purchase Date,Warranty Expire,Assigned To,Location'
const itflowContacts = 'Name,Title,Department,Email,Phone,Ext,Mobile,Location'

function mapped(target: ImportTarget, header: string): Record<string, string> {
  const names = header.split(',')
  return Object.fromEntries(Object.entries(guessMapping(target, names)).map(([key, column]) => [key, names[column] ?? '']))
}

describe('guessing columns', () => {
  it('recognises what a file is about', () => {
    expect(guessTarget(zendesk.split(','))).toEqual({ target: 'ticket', sure: true })
    expect(guessTarget(serviceNow.split(','))).toEqual({ target: 'ticket', sure: true })
    expect(guessTarget(log.split(','))).toEqual({ target: 'incident-log', sure: true })
    expect(guessTarget(itflowAssets.split(','))).toEqual({ target: 'asset', sure: true })
    expect(guessTarget(itflowContacts.split(','))).toEqual({ target: 'contact', sure: true })
    expect(guessTarget('Company Name,Industry,Phone,Website,Employees'.split(','))).toEqual({ target: 'client', sure: true })
  })

  it('maps Zendesk, ServiceNow and ITFlow exports', () => {
    expect(mapped('ticket', zendesk)).toMatchObject({
      externalNumber: 'id',
      client: 'organization_id',
      openedAt: 'created_at',
      channel: 'via_channel'
    })
    expect(mapped('ticket', serviceNow)).toMatchObject({
      subject: 'short_description',
      client: 'company',
      status: 'state',
      team: 'assignment_group'
    })
    expect(mapped('asset', itflowAssets)).toMatchObject({
      kind: 'Type',
      manufacturer: 'Make',
      warrantyUntil: 'Warranty Expire',
      owner: 'Assigned To'
    })
    expect(mapped('contact', itflowContacts)).toMatchObject({ position: 'Title', email: 'Email' })
  })

  it('follows a kept mapping by column name, also when columns moved', () => {
    const kept = keepMapping(['Betreff', 'Nr'], { subject: 0, externalNumber: 1 })
    expect(guessMapping('ticket', ['Nr', 'Kunde', 'Betreff'], kept)).toEqual({ externalNumber: 0, subject: 2 })
  })

  it('names required fields without a column, and takes first and last name for a name', () => {
    expect(unmappedRequired('ticket', { externalNumber: 0 }).map((field) => field.key)).toEqual(['subject'])
    expect(unmappedRequired('ticket', { subject: 0 })).toEqual([])
    expect(unmappedRequired('contact', { firstName: 0, lastName: 1 })).toEqual([])
  })

  it('leaves a column out that was kept as nothing', () => {
    expect(guessMapping('ticket', ['Number', 'Type'], { Type: '' })).toEqual({ externalNumber: 0 })
  })

  it('never gives one column to two fields', () => {
    for (const target of importTargets) {
      const header = fieldsOf(target).flatMap((field) => field.aliases)
      const columns = Object.values(guessMapping(target, header))
      expect(new Set(columns).size).toBe(columns.length)
    }
  })
})

describe('reading values', () => {
  const read = createValueReader({ order: 'day-first', zone: 'Europe/Berlin', minorDigits: 2 })
  const field = (target: ImportTarget, key: string): ImportField => {
    const found = fieldsOf(target).find((one) => one.key === key)
    if (!found) throw new Error(key)
    return found
  }
  const value = (target: ImportTarget, key: string, cell: string): unknown => {
    const result = read(field(target, key), cell)
    return result.ok ? result.value : result.problem
  }

  it('understands states, levels, priorities and channels of other systems', () => {
    expect(['Awaiting User Info', 'solved', 'Work in Progress', 'hold'].map((cell) => value('ticket', 'status', cell))).toEqual([
      'waiting-client',
      'resolved',
      'in-progress',
      'waiting-client'
    ])
    expect(['1 - High', 'medium', '3', 'P2'].map((cell) => value('ticket', 'impact', cell))).toEqual([1, 2, 3, 2])
    expect(['urgent', '3 - Moderate', '5'].map((cell) => value('ticket', 'priority', cell))).toEqual([1, 3, 5])
    expect(value('ticket', 'channel', 'Self-service')).toBe('portal')
  })

  it('reads amounts in either style as minor units', () => {
    const amounts = ['1.234,56 €', '$1,234.56', '1234', "1'234.5", '1,234', '-12,5']
    expect(amounts.map((cell) => value('asset', 'replacementCostMinor', cell))).toEqual([
      123_456, 123_456, 123_400, 123_450, 123_400, -1250
    ])
  })

  it('reads the forms of amounts that accounting writes, and refuses what is no exact amount', () => {
    const money = (cell: string): unknown => value('asset', 'replacementCostMinor', cell)
    expect(['(1,234.50)', '12.50-', 'EUR -12,50', '-€5', '12.5000', '0.005', '1 234,5', '1,23,456.00', '.5'].map(money)).toEqual([
      -123_450,
      -1250,
      -1250,
      -500,
      1250,
      'no-number',
      123_450,
      12_345_600,
      50
    ])
    expect(['1.2.3.4', '1.5k', '12.345.6', '(5', 'about 5', '1,2,3', '--5'].map(money)).toEqual(Array(7).fill('no-number'))
  })

  it('takes the name of the file as a hint, and is not sure where columns would fit nearly anything', () => {
    const zendesk = ['id', 'created_at', 'name', 'notes', 'updated_at']
    expect(guessTarget(zendesk, 'exports/organization_data.csv')).toEqual({ target: 'client', sure: true })
    expect(guessTarget(['id', 'email', 'name', 'phone', 'organization_id'], 'user_data.csv')).toEqual({ target: 'contact', sure: true })
    expect(guessTarget(['contact_id', 'name', 'deleted']).sure).toBe(false)
    expect(guessTarget(['issueid', 'utr_seq', 'actionbody']).sure).toBe(false)
  })

  it('knows an incident log by the labels of its lists too', () => {
    const labels = 'Updated,Number,State,Opened,Updates,Made SLA,Caller,Reassignment count,Reopen count'.split(',')
    expect(guessTarget(labels)).toEqual({ target: 'incident-log', sure: true })
    expect(guessMapping('incident-log', labels)).toMatchObject({
      sys_updated_at: 0,
      number: 1,
      incident_state: 2,
      opened_at: 3,
      caller_id: 6
    })
  })

  it('keeps doubled blanks inside names and takes ? for nothing', () => {
    expect(value('ticket', 'contact', 'Opened by  8 ')).toBe('Opened by  8')
    expect(value('ticket', 'contact', '?')).toBeNull()
    expect(value('ticket', 'externalNumber', '?')).toBe('missing')
  })

  it('refuses what it does not understand instead of guessing', () => {
    expect(value('ticket', 'status', '-100')).toBe('unknown-choice')
    expect(value('ticket', 'impact', '7')).toBe('unknown-level')
    expect(value('client', 'size', 'many')).toBe('no-number')
    expect(value('ticket', 'openedAt', '31/2/2016')).toBe('no-such-day')
    expect(value('ticket', 'subject', 'x'.repeat(301))).toBe('too-long')
  })
})
