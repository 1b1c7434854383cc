// Service reports: write one, change the draft, have it signed, put a draft away. A signed report never changes.

import { z } from 'zod'
import type { Decision } from '../kernel/change.ts'
import { type CommandCall, defineCommand, type Reader } from '../kernel/command.ts'
import type { Id } from '../kernel/ids.ts'
import { type Refusal, refuse } from '../kernel/refusal.ts'
import { ok, type Result } from '../kernel/result.ts'
import { id, line } from '../kernel/schema.ts'
import { ticket } from '../tickets/ticket.entity.ts'
import { reportContent, type ServiceReport, serviceReport, signatureStroke } from './service-report.entity.ts'

const signedStays = 'a report that is not signed: a signed one stays as it is'

/** Reports are kept under their ticket: so the device finds it there. */
async function reportOf(input: { readonly id: Id; readonly ticketId: Id }, reader: Reader): Promise<ServiceReport> {
  const reports = await reader.list(serviceReport, 'ticketId', input.ticketId)
  return reports.find((report) => report.id === input.id) ?? reader.need(serviceReport, input.id)
}

function checkOpen(row: ServiceReport): Result<never, Refusal> | null {
  if (row.signedAt !== null) return refuse('wrong-state', { field: 'id', expected: signedStays })
  return row.archivedAt === null ? null : refuse('archived', { values: { entity: serviceReport.name } })
}

/** `service-report.write` {ticketId, content}: a draft. */
export const writeServiceReport = defineCommand({
  name: 'service-report.write',
  version: 1,
  requires: 'ticket.work',
  input: z.strictObject({ ticketId: id, content: reportContent }),
  async load(input, reader) {
    return { ticket: await reader.need(ticket, input.ticketId) }
  },
  decide({ ticket: about }, input, context) {
    if (about.archivedAt !== null) return refuse('archived', { values: { entity: ticket.name } })
    const row: ServiceReport = {
      id: context.newId(1),
      clientId: about.clientId,
      ticketId: about.id,
      number: null,
      content: input.content,
      signerName: '',
      signature: [],
      signedAt: null,
      createdById: context.actor.personId,
      createdAt: context.now,
      updatedAt: context.now,
      archivedAt: null
    }
    return ok({
      changes: [{ type: 'create', entity: serviceReport.name, row }],
      events: [
        {
          kind: 'ticket.report-written',
          subjectEntity: ticket.name,
          subjectId: about.id,
          clientId: about.clientId,
          data: { reportId: row.id }
        }
      ]
    })
  },
  invert: (_state, input, context) => [{ name: 'service-report.discard', input: { id: context.newId(1), ticketId: input.ticketId } }]
})

/** `service-report.revise` {id, ticketId, content}: a draft's new content. */
export const reviseServiceReport = defineCommand({
  name: 'service-report.revise',
  version: 1,
  requires: 'ticket.work',
  input: z.strictObject({ id, ticketId: id, content: reportContent }),
  async load(input, reader) {
    return { report: await reportOf(input, reader) }
  },
  decide({ report }, input, context) {
    const refused = checkOpen(report)
    if (refused) return refused
    const fields = { content: input.content, updatedAt: Math.max(context.now, report.updatedAt) }
    return ok({ changes: [{ type: 'patch', entity: serviceReport.name, id: report.id, fields }], events: [] })
  },
  invert: ({ report }) => [{ name: 'service-report.revise', input: { id: report.id, ticketId: report.ticketId, content: report.content } }]
})

/**
 * `service-report.sign` {id, ticketId, content, signerName, signature}: freezes the report as it was shown to the signer, whatever somebody else
 * made of the draft meanwhile. Strokes may be empty: then the typed name signs.
 */
export const signServiceReport = defineCommand({
  name: 'service-report.sign',
  version: 1,
  requires: 'ticket.work',
  input: z.strictObject({ id, ticketId: id, content: reportContent, signerName: line(200), signature: z.array(signatureStroke).max(200) }),
  async load(input, reader) {
    return { report: await reportOf(input, reader) }
  },
  decide({ report }, input, context) {
    const refused = checkOpen(report)
    if (refused) return refused
    const fields = {
      content: input.content,
      signerName: input.signerName,
      signature: input.signature,
      signedAt: context.now,
      updatedAt: Math.max(context.now, report.updatedAt)
    }
    const data = { reportId: report.id, signerName: input.signerName }
    return ok({
      changes: [{ type: 'patch', entity: serviceReport.name, id: report.id, fields }],
      events: [{ kind: 'ticket.report-signed', subjectEntity: ticket.name, subjectId: report.ticketId, clientId: report.clientId, data }]
    })
  }
})

/** `service-report.discard` {id, ticketId}: puts a draft away. */
export const discardServiceReport = defineCommand({
  name: 'service-report.discard',
  version: 1,
  requires: 'ticket.work',
  input: z.strictObject({ id, ticketId: id }),
  async load(input, reader) {
    return { report: await reportOf(input, reader) }
  },
  decide: ({ report }, _input, context) => putAway(report, 'ticket.report-discarded', context.now, true),
  invert: ({ report }) => (report.archivedAt === null ? [callOf('service-report.restore', report)] : [])
})

/** `service-report.restore` {id, ticketId}: takes a discarded draft up again. */
export const restoreServiceReport = defineCommand({
  name: 'service-report.restore',
  version: 1,
  requires: 'ticket.work',
  input: z.strictObject({ id, ticketId: id }),
  async load(input, reader) {
    return { report: await reportOf(input, reader) }
  },
  decide: ({ report }, _input, context) => putAway(report, 'ticket.report-restored', context.now, false),
  invert: ({ report }) => (report.archivedAt === null ? [] : [callOf('service-report.discard', report)])
})

function callOf(name: string, { id, ticketId }: ServiceReport): CommandCall {
  return { name, input: { id, ticketId } }
}

function putAway(report: ServiceReport, kind: string, now: number, isAway: boolean): Result<Decision, Refusal> {
  if ((report.archivedAt !== null) === isAway) return ok({ changes: [], events: [] })
  if (report.signedAt !== null) return refuse('wrong-state', { field: 'id', expected: signedStays })
  const fields = { archivedAt: isAway ? now : null, updatedAt: Math.max(now, report.updatedAt) }
  const data = { reportId: report.id }
  return ok({
    changes: [{ type: 'patch', entity: serviceReport.name, id: report.id, fields }],
    events: [{ kind, subjectEntity: ticket.name, subjectId: report.ticketId, clientId: report.clientId, data }]
  })
}
