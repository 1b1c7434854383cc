// Tells one ticket's story from its plot: who answers when, what is asked, found, ordered, mended, and whether it came back.

import { deriveId, sourceId } from '#core/kernel/ids.ts'
import type { Person } from '#core/organisation/person.entity.ts'
import { deriveTicket, isDone } from '#core/tickets/ticket.rules.ts'
import type { Ticket } from '#core/tickets/ticket.entity.ts'
import { type Chronicle, Chronicler, type Doer } from './chronicle.ts'
import { inWorkingHours } from './local-time.ts'
import { sampleCustomFields } from './people.ts'
import { acknowledgements, notes, questions, thanks, timeNotes } from './phrases.ts'
import { type Plot, pickWorker } from './plot.ts'
import type { Template } from './template.ts'
import { createFill, type Fill, type Variant, variantOf } from './wording.ts'

const minute = 60_000
const hour = 3_600_000
const day = 86_400_000

/** How a story must come out. */
export interface Ending {
  readonly number: number
  readonly status: Ticket['status']
  readonly comments: number
  readonly timeEntries: number
  readonly now: number
}

/** Targets in hours by priority, by which `slaMet` is told. */
const targetHours: Readonly<Record<Ticket['priority'], number>> = { 1: 8, 2: 24, 3: 72, 4: 160, 5: 400 }

interface Telling {
  readonly plot: Plot
  readonly variant: Variant
  readonly ending: Ending
  readonly chronicler: Chronicler
  readonly fill: Fill
  readonly worker: Doer
  readonly client: Doer
  readonly onSite: boolean
  /** End of the work: resolution, or the last thing that happened so far. */
  readonly until: number
}

/** Tells it. */
export function tellStory(plot: Plot, ending: Ending): Chronicle {
  const { random, template } = plot
  const onSite = random.chance(template.onSite ?? 0.05)
  const fill = createFill(plot)
  const worker = doerOf(pickWorker(plot, onSite))
  const desk = random.chance(0.6) ? worker : doerOf(pickWorker(plot, false))
  const client: Doer = { person: null, contact: plot.contact, deviceId: desk.deviceId }
  const variant = variantOf(template, random)
  const ticket = blank(plot, ending, fill, desk, variant)
  const chronicler = new Chronicler(random, ticket, ticket.channel === 'portal' || ticket.channel === 'email' ? client : desk)
  const telling = { plot, variant, ending, chronicler, fill, worker, client, onSite, until: endOf(plot, ending) }
  for (const step of stepsOf(telling).sort((a, b) => a.at - b.at)) step.tell(step.at)
  if (isDone(ending.status)) finish(telling)
  return chronicler.finish()
}

function blank(plot: Plot, ending: Ending, fill: Fill, desk: Doer, variant: Variant): Ticket {
  const { random, template, scene, site, contact, asset, category, openedAt } = plot
  const impact = template.impact ?? (random.chance(0.15) ? 2 : 3)
  const urgency = template.urgency ?? random.pick([2, 2, 3] as const)
  const channel = template.channel ?? random.pick(['phone', 'phone', 'email', 'email', 'portal', 'walk-in'] as const)
  const row: Ticket = {
    id: deriveId(random.id(openedAt), 1),
    clientId: scene.company.client.id,
    number: ending.number,
    provisionalNumber: `S${ending.number % 97}-${ending.number}`,
    externalNumber: null,
    kind: template.kind ?? 'incident',
    channel,
    subject: fill(variant.subject),
    description: fill(variant.says),
    status: 'new',
    stage: 'requested',
    impact,
    urgency,
    priority: 4,
    category: category.name,
    siteId: site.id,
    contactId: isFromMachine(template) ? null : contact.id,
    assigneeId: null,
    teamId: desk.person?.teamIds[0] ?? null,
    assetIds: asset ? [asset.id] : [],
    tags: [...(template.tags ?? [])],
    parentId: null,
    duplicateOfId: null,
    causedById: null,
    downtimeFrom: template.outage ? openedAt - random.whole(2, 12) * minute : null,
    downtimeTo: null,
    custom: random.chance(0.08) ? { [sampleCustomFields.purchaseOrder]: `PO-${random.whole(10_000, 99_999)}` } : {},
    openedAt,
    statusSince: openedAt,
    diagnosedAt: null,
    resolvedAt: null,
    closedAt: null,
    billedAt: null,
    reopenCount: 0,
    reassignCount: 0,
    slaMet: null,
    createdById: isFromMachine(template) ? null : (desk.person?.id ?? null),
    updatedAt: openedAt,
    archivedAt: null
  }
  return { ...row, ...deriveTicket(row) }
}

/** When the work ends: soon for what is urgent, long for what can wait; for what is open, some time before now, often today. */
function endOf({ random, openedAt, template, site }: Plot, { status, now }: Ending): number {
  const age = now - openedAt
  if (!isDone(status))
    return Math.round(now - Math.min(age * 0.9, random.chance(0.65) ? random.next() * 6 * hour : random.next() * 4 * day))
  const calm = (template.urgency ?? 2) * (template.impact ?? 3)
  const bell = random.next() + random.next() + random.next() - 1.5
  const length = Math.min(25 * day, 2 * hour * calm * Math.exp(bell * 2))
  const end = inWorkingHours(site.timeZone, openedAt + length, random.next())
  return Math.round(end < now - 10 * minute ? end : openedAt + age * (0.3 + random.next() * 0.6))
}

interface Step {
  readonly at: number
  tell(at: number): void
}

function stepsOf(telling: Telling): Step[] {
  const { plot, ending, chronicler, worker, until } = telling
  const { random, openedAt, site } = plot
  const at = (share: number): number => {
    const raw = openedAt + (until - openedAt) * share
    const shifted = until - openedAt > 12 * hour ? inWorkingHours(site.timeZone, raw, share) : raw
    return Math.round(Math.max(openedAt + minute, Math.min(shifted, until)))
  }
  const steps: Step[] = talk(telling, at)
  if (ending.status !== 'new' || random.chance(0.3)) {
    steps.push({
      at: at(0.03),
      tell: (when) => chronicler.change('ticket.assigned', when, worker, { assigneeId: worker.person?.id ?? null })
    })
  }
  if (ending.status !== 'new') {
    steps.push({ at: at(0.08), tell: (when) => chronicler.status(when, worker, 'in-progress') })
    if (random.chance(0.75))
      steps.push({ at: at(0.45), tell: (when) => chronicler.change('ticket.stage-advanced', when, worker, { diagnosedAt: when }) })
    if (!isDone(ending.status)) steps.push({ at: until, tell: (when) => chronicler.status(when, worker, ending.status) })
    else if (random.chance(0.25)) {
      steps.push({
        at: at(0.35),
        tell: (when) => chronicler.status(when, worker, random.chance(0.7) ? 'waiting-client' : 'waiting-vendor')
      })
      steps.push({ at: at(0.6), tell: (when) => chronicler.status(when, worker, 'in-progress') })
    }
  }
  return [...steps, ...effort(telling, at)]
}

/** The conversation, with exactly as many comments as asked for: the telling ones first, notes on the way to fill up. */
function talk({ plot, variant, ending, chronicler, fill, worker, client }: Telling, at: (share: number) => number): Step[] {
  const { random, template } = plot
  const [question, answer] = random.pick(template.asks ?? questions)
  const say = (
    share: number,
    doer: Doer,
    visibility: 'public' | 'internal',
    channel: 'reply' | 'call' | 'note' | 'email',
    body: string
  ): Step => ({
    at: at(share),
    tell: (when) => chronicler.say(when, doer, { visibility, channel, body: fill(body) })
  })
  const done = isDone(ending.status)
  const fixed = (visibility: 'public' | 'internal'): Step[] =>
    done ? [say(0.99, worker, visibility, visibility === 'public' ? 'reply' : 'note', variant.fixes)] : []
  // What a machine reported is talked about among us only.
  const lines = isFromMachine(template)
    ? [...fixed('internal'), say(0.4, worker, 'internal', 'note', variant.finds)]
    : [
        ...fixed('public'),
        say(0.05, worker, 'public', random.chance(0.25) ? 'call' : 'reply', random.pick(acknowledgements)),
        say(0.4, worker, 'internal', 'note', variant.finds),
        say(0.2, worker, 'public', 'reply', question),
        say(0.3, client, 'public', 'email', answer),
        ...(done ? [say(1, client, 'public', 'email', random.pick(thanks))] : [])
      ]
  for (let extra = lines.length; extra < ending.comments; extra += 1)
    lines.push(say(0.45 + random.next() * 0.5, worker, 'internal', 'note', random.pick(notes)))
  return lines.slice(0, ending.comments)
}

/** Time and parts. */
function effort({ plot, ending, chronicler, fill, worker, onSite }: Telling, at: (share: number) => number): Step[] {
  const { random, template, scene } = plot
  const [least, most] = template.minutes
  const steps: Step[] = Array.from({ length: ending.timeEntries }, (_, index) => {
    const kind = onSite ? (index === 1 ? 'travel' : 'on-site') : 'remote'
    const rawMinutes = Math.max(3, Math.round(random.whole(least, most) / Math.max(1, ending.timeEntries * 0.7)))
    return {
      at: at(0.5 + 0.45 * random.next()),
      tell: (when) => chronicler.work(when, worker, { rawMinutes, kind, note: fill(random.pick(timeNotes[kind])) })
    }
  })
  if (template.part && isDone(ending.status) && random.chance(0.6)) {
    const [description, sku, unitPriceMinor] = template.part
    const used = { description, sku, quantity: random.chance(0.85) ? 1 : 2, unitPriceMinor, currency: scene.company.client.currency }
    steps.push({ at: at(0.9), tell: (when) => chronicler.use(when, worker, used) })
  }
  return steps
}

/** Resolves, perhaps once more after it came back, closes, bills. Nothing happens later than now. */
function finish({ plot, ending, chronicler, worker, client, until }: Telling): void {
  const { random, template, openedAt, scene } = plot
  const { now } = ending
  chronicler.status(until, worker, 'resolved')
  let resolvedAt = until
  if (random.chance(0.06) && until + 3 * day < now && ending.comments > 3) {
    const backAt = until + random.whole(4, 30) * hour
    resolvedAt = backAt + random.whole(1, 20) * hour
    chronicler.change('ticket.reopened', backAt, client, {
      ...reopened(chronicler.ticket, backAt),
      tags: [...chronicler.ticket.tags, 'came-back']
    })
    chronicler.status(resolvedAt, worker, 'resolved')
  }
  const within = resolvedAt - openedAt <= targetHours[chronicler.ticket.priority] * hour
  const downtimeTo = template.outage ? resolvedAt : null
  const slaMet = scene.company.client.serviceModel === 'break-fix' ? null : within
  if (ending.status === 'closed') {
    const closedAt = Math.min(now - minute, resolvedAt + random.whole(20, 120) * hour)
    chronicler.status(Math.max(closedAt, resolvedAt), worker, 'closed')
    chronicler.settle({ slaMet, downtimeTo })
    const billedAt = closedAt + random.whole(1, 20) * day
    if (billedAt < now && random.chance(0.9)) chronicler.change('ticket.stage-advanced', billedAt, worker, { billedAt })
  } else chronicler.settle({ slaMet, downtimeTo })
}

function reopened(ticket: Ticket, at: number): Partial<Ticket> {
  return { status: 'open', statusSince: at, resolvedAt: null, closedAt: null, reopenCount: ticket.reopenCount + 1 }
}

function isFromMachine({ channel }: Template): boolean {
  return channel === 'alert' || channel === 'schedule'
}

function doerOf(person: Person): Doer {
  return { person, contact: null, deviceId: sourceId('sample/device', person.email) }
}
