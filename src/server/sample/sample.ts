// The sample MSP as rows to be loaded: final documents with their history, one after another, so that memory stays bounded whatever the
// scale. Pure: the same seed, now and scale give the same rows; nothing is later than now.

import type { Event } from '#core/history/event.entity.ts'
import { arrivalsPerDay, sampleDays } from './arrivals.ts'
import { officeSeries } from '#core/billing/office-series.ts'
import { coverOf } from '#core/contracts/contract-cover.ts'
import { buildContract } from './agreements.ts'
import { buildCast, buildScene, type Cast, type Scene } from './cast.ts'
import { buildCompany, sampleClientId } from './companies.ts'
import { buildInventory } from './inventory.ts'
import { KeptRows } from './kept-rows.ts'
import { buildLedger } from './ledger.ts'
import { buildStaff, type Staff } from './people.ts'
import { inventPlot, type Plot } from './plot.ts'
import { createRandom, type Random } from './random.ts'
import type { SampleOptions, SampleRow } from './scale.ts'
import { buildBlocks } from './prepaid.ts'
import { buildStock, StockBook } from './stock.ts'
import { tellStory } from './story.ts'
import { buildTerms } from './terms.ts'
import { buildTimers } from './timers.ts'
import { endingOf, fitEvents, quota } from './endings.ts'

const day = 86_400_000
const firstNumber = 10_001

/**
 * Yields every row of the sample: the provider with its terms and stock, its clients with what they have, tickets in the order in which they
 * came in, and last what was billed for them.
 */
export function* generateSample(options: SampleOptions): Generator<SampleRow, void, undefined> {
  if (options.scale.postedMonths === 0) yield* allButBilling(options, null)
  else {
    const kept = new KeptRows()
    for (const row of allButBilling(options, kept)) {
      kept.keep(row)
      yield row
    }
    yield* billingRows(options, kept)
  }
}

function* allButBilling(options: SampleOptions, kept: KeptRows | null): Generator<SampleRow, void, undefined> {
  const { seed, now, scale } = options
  const staff = buildStaff(
    now,
    Array.from({ length: scale.clients }, (_, index) => sampleClientId(index))
  )
  yield* staffRows(staff)
  yield* termRows(now)
  const stock = buildStock(staff.people, now)
  yield* rows('part', stock.parts)
  yield* rows('part_cost', stock.costs)
  yield* rows('stock_place', stock.places)
  const book = new StockBook(stock, sampleDays, now)
  const scenes: Scene[] = []
  let labels = 1
  for (let index = 0; index < scale.clients; index += 1) {
    const company = buildCompany(seed, index, now)
    const count = shareOf(scale.assets, scale.clients, index)
    const assets = buildInventory(seed, company, count, labels, now)
    labels += count
    scenes.push(buildScene(company, assets, staff.people))
    yield { entity: 'client', doc: company.client }
    yield* rows('site', company.sites)
    yield* rows('contact', company.contacts)
    yield* rows('asset', assets)
  }
  yield* contractRows(options, scenes)
  yield* ticketRows(options, buildCast(scenes), book)
  const [buyer] = staff.people
  if (buyer) yield* rows('stock_move', [...book.deliveries(buyer.id)])
  if (kept === null) yield* rows('number_series', officeSeries(now - 600 * day))
}

/** Parts of a whole that differ a little and sum up to it. */
function shareOf(total: number, parts: number, index: number): number {
  const upTo = (at: number): number => Math.round((total * (at + 0.35 * Math.sin(at))) / (parts + 0.35 * Math.sin(parts)))
  return upTo(index + 1) - upTo(index)
}

function* staffRows(staff: Staff): Generator<SampleRow, void, undefined> {
  yield { entity: 'organisation', doc: staff.organisation }
  yield* rows('team', staff.teams)
  yield* rows('person', staff.people)
  yield* rows('person_cost', staff.costs)
  yield* rows('device', staff.devices)
  yield* rows('custom_field', staff.customFields)
}

function* termRows(now: number): Generator<SampleRow, void, undefined> {
  const terms = buildTerms(now)
  yield* rows('calendar', terms.calendars)
  yield* rows('sla_policy', terms.policies)
  yield* rows('tax_rate', terms.taxRates)
  yield* rows('price_list', terms.priceLists)
}

/** Blocks of hours, postings, charges and documents, computed from everything before them. */
function* billingRows({ now, scale }: SampleOptions, kept: KeptRows): Generator<SampleRow, void, undefined> {
  const known = kept.rows()
  const blocks = buildBlocks(known, now)
  yield* rows('prepaid_block', blocks)
  const manager = known.people.find(({ role }) => role === 'manager')
  if (!manager) return
  const ledger = buildLedger({ ...known, blocks }, { now, personId: manager.id, months: scale.postedMonths })
  yield* rows('number_series', ledger.series)
  yield* rows('billing_period', ledger.periods)
  yield* rows('charge', ledger.charges)
  yield* rows('invoice', ledger.invoices)
}

function* contractRows({ seed, now, scale }: SampleOptions, scenes: readonly Scene[]): Generator<SampleRow, void, undefined> {
  const holders = scenes.filter((scene) => scene.company.client.serviceModel !== 'break-fix')
  for (let index = 0; index < scale.contracts; index += 1) {
    const holder = holders[index % holders.length]
    if (!holder) continue
    const contract = buildContract(seed, holder.company, index, now)
    yield { entity: 'contract', doc: contract }
    yield { entity: 'contract_cover', doc: coverOf(contract) }
  }
}

function* ticketRows({ seed, now, scale }: SampleOptions, cast: Cast, book: StockBook): Generator<SampleRow, void, undefined> {
  const perDay = arrivalsPerDay(createRandom(seed, 'arrivals'), scale.tickets, now)
  const firstDay = (Math.floor(now / day) - sampleDays + 1) * day
  let index = 0
  for (const [at, count] of perDay.entries()) {
    const plots = Array.from({ length: count }, (_, order) => {
      const random = createRandom(seed, `ticket/${index + order}`)
      return inventPlot(random, cast, firstDay + at * day, sampleDays - 1 - at, now)
    }).sort((a, b) => a.openedAt - b.openedAt)
    for (const plot of plots) {
      yield* tell(plot, index, { seed, now, scale }, book)
      index += 1
    }
  }
}

function* tell(plot: Plot, index: number, options: SampleOptions, book: StockBook): Generator<SampleRow, void, undefined> {
  const { seed, scale, now } = options
  const pair: Random = createRandom(seed, `pair/${index >> 1}`)
  const isNew = scale.events === null
  const ending = endingOf(plot, (scale.tickets - 1 - index) * (6000 / scale.tickets), now)
  const comments = quota(pair.whole(0, 3), index, scale.comments * 2)
  const entries = quota(pair.whole(0, Math.floor(scale.timeEntriesPerTwo / 2)), index, scale.timeEntriesPerTwo)
  const quiet = isNew && ending === 'new'
  const told = tellStory(plot, {
    number: firstNumber + index,
    status: ending,
    comments: quiet ? Math.min(1, comments % 2) : comments,
    timeEntries: quiet ? 0 : entries,
    now
  })
  const events: readonly Event[] =
    scale.events === null ? told.events : fitEvents(told.events, quota(pair.whole(0, 2), index, scale.events * 2))
  yield { entity: 'ticket', doc: told.ticket }
  yield* rows('timer', buildTimers(plot, told.ticket, now))
  yield* rows('comment', told.comments)
  yield* rows('time_entry', told.timeEntries)
  for (const part of told.parts) {
    const { use, moves } = book.take(part)
    yield { entity: 'part_use', doc: use }
    yield* rows('stock_move', moves)
  }
  yield* rows('event', events)
}

function* rows(entity: string, docs: readonly SampleRow['doc'][]): Generator<SampleRow, void, undefined> {
  for (const doc of docs) yield { entity, doc }
}
