// What the fields of work are called: timers, time, parts used, reports of visits.

import type { PartUse } from '../work/part-use.entity.ts'
import type { ServiceReport } from '../work/service-report.entity.ts'
import type { TimeEntry } from '../work/time-entry.entity.ts'
import type { Timer } from '../work/timer.entity.ts'
import { common, type Labels } from './field-labels.ts'

const timerLabels: Labels<Timer> = {
  ...common,
  ticketId: 'Ticket',
  personId: 'Person',
  startedAt: 'Started',
  resumedAt: 'Resumed',
  accumulatedMs: 'Counted',
  pausedAt: 'Paused',
  kind: 'Kind of work',
  note: 'Note'
}
const timeEntryLabels: Labels<TimeEntry> = {
  ...common,
  ticketId: 'Ticket',
  personId: 'Person',
  startedAt: 'From',
  endedAt: 'To',
  rawMinutes: 'Minutes',
  kind: 'Kind of work',
  note: 'Note',
  billable: 'Billable',
  voidedAt: 'Voided',
  voidedById: 'Voided by',
  voidReason: 'Reason',
  emergency: 'Emergency',
  travelMetres: 'Way, metres'
}
const partUseLabels: Labels<PartUse> = {
  ...common,
  ticketId: 'Ticket',
  personId: 'Person',
  description: 'Description',
  sku: 'Article number',
  quantity: 'Quantity',
  unitPriceMinor: 'Unit price',
  currency: 'Currency',
  billable: 'Billable',
  at: 'When',
  returnedAt: 'Returned',
  returnReason: 'Reason',
  partId: 'Part',
  placeId: 'From',
  serials: 'Serial numbers',
  taxRateId: 'Tax rate'
}
const serviceReportLabels: Labels<ServiceReport> = {
  ...common,
  ticketId: 'Ticket',
  number: 'Number',
  content: 'Report',
  signerName: 'Signed by',
  signature: 'Signature',
  signedAt: 'Signed',
  createdById: 'Written by'
}

/** Labels by wire name of the record, then by field. */
export const workLabels = {
  timer: timerLabels,
  time_entry: timeEntryLabels,
  part_use: partUseLabels,
  service_report: serviceReportLabels
} as const
