// Service reports: gathered from a ticket's rows, signed as they were shown, and final from then on.

import { describe, expect, it } from 'vitest'
import { reportContentOf, reportMinutes } from '#core/work/report-content.ts'
import { createdBy, smallWorld } from '../support/small-world.ts'
import { organisationId, type World } from '../support/world.ts'

type Names = Awaited<ReturnType<typeof smallWorld>>['names']

function contentOf(world: World, names: Names) {
  const row = world.get('ticket', names.ticket)
  return reportContentOf(
    {
      organisation: world.get('organisation', organisationId),
      client: world.get('client', row.clientId),
      site: world.get('site', names.site),
      ticket: row,
      technician: 'Mara Lindqvist',
      names: new Map(world.all('person').map((each) => [each.id, each.name])),
      entries: world.all('time_entry').filter((each) => each.ticketId === row.id),
      parts: world.all('part_use').filter((each) => each.ticketId === row.id),
      assets: [world.get('asset', names.asset)]
    },
    'Rollers changed.'
  )
}

const worked = (startedAt: number, minutes: number) => ({ startedAt, endedAt: startedAt + minutes * 60_000 })

describe('a service report', () => {
  it('holds work in the order of time, without voided time and returned parts, each day in the zone of the site', async () => {
    const { world, names } = await smallWorld()
    const at = Date.UTC(2026, 0, 15, 23, 30)
    await world.must('time.log', { ticketId: names.ticket, ...worked(at, 45), kind: 'on-site', note: 'Late' }, { now: at + 9e7 })
    await world.must('time.void', { id: names.entry, ticketId: names.ticket, reason: 'twice' })
    await world.must('part.return', { id: names.part, ticketId: names.ticket, reason: 'not needed' })
    const content = contentOf(world, names)
    const zone = world.get('site', names.site).timeZone
    expect(content.work).toMatchObject([{ minutes: 45, kind: 'On site', note: 'Late', from: at }])
    expect(content.work[0]?.date).toBe(new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(at))
    expect([content.parts, reportMinutes(content), content.timeZone]).toEqual([[], 45, zone])
  })

  it('is signed as it was shown, though somebody changed the draft meanwhile, and never changes after', async () => {
    const { world, names } = await smallWorld()
    const content = contentOf(world, names)
    const id = createdBy(await world.must('service-report.write', { ticketId: names.ticket, content }))
    await world.must('service-report.revise', { id, ticketId: names.ticket, content: { ...content, summary: 'Something else' } })
    const signature = [
      [
        [0, 500],
        [1000, 500]
      ]
    ]
    await world.must('service-report.sign', { id, ticketId: names.ticket, content, signerName: 'Jo Baker', signature })
    const signed = structuredClone(world.get('service_report', id))
    expect(signed).toMatchObject({ content, signature, signerName: 'Jo Baker' })
    await world.must('time.log', { ticketId: names.ticket, ...worked(world.now - 9e6, 15), kind: 'remote', note: '' })
    for (const name of ['service-report.revise', 'service-report.sign', 'service-report.discard']) {
      const input = {
        id,
        ticketId: names.ticket,
        ...(name.endsWith('discard') ? {} : { content }),
        ...(name.endsWith('sign') ? { signerName: 'X', signature } : {})
      }
      expect(await world.run(name, input)).toMatchObject({ ok: false, error: { type: 'wrong-state' } })
    }
    expect(world.get('service_report', id)).toEqual(signed)
  })
})
