// The steps behind a charge in words: from the work that was done to the amount that stands on the line. Formats of money and moments are
// the screen's, so they come in as functions. An unknown step (a newer server made it) is named by its type, never hidden.

/** One step in words; `value` is what came of it, `note` a quiet second line. */
export interface StepWords {
  readonly text: string
  readonly value?: string
  readonly note?: string
  readonly decisive?: boolean
}

/** How the screen writes amounts (minor units), instants (UTC milliseconds), calendar dates and names of records. */
export interface StepFormats {
  readonly money: (minor: number) => string
  readonly time: (at: number) => string
  readonly date: (date: string) => string
  /** Name of a person, block, contract or price list; empty where it isn't known here. */
  readonly name: (id: string) => string
}

/** A step as a charge keeps it. */
export interface KeptStep {
  readonly type: string
  readonly values: Readonly<Record<string, unknown>>
}

type Say = (values: Values, formats: StepFormats) => StepWords

/** Values of a step, read by name. */
interface Values {
  readonly number: (field: string) => number
  readonly text: (field: string) => string
  readonly has: (field: string) => boolean
}

/** One step in words. */
export function chargeStepWords(step: KeptStep, formats: StepFormats): StepWords {
  const say = sayings[step.type]
  return say === undefined ? { text: step.type.replaceAll('-', ' ') } : say(valuesOf(step.values), formats)
}

const verdicts: Readonly<Record<string, string>> = {
  covered: 'Covered by the contract',
  drawn: 'Drawn from prepaid time',
  billable: 'Billed by the hour',
  excluded: 'Left out by the contract'
}
const sources: Readonly<Record<string, string>> = {
  entry: 'agreed for this work',
  person: 'of this person',
  role: 'of this role',
  work: 'of this kind of work',
  list: 'of the price list'
}
const modes: Readonly<Record<string, string>> = {
  up: 'up',
  down: 'down',
  nearest: 'to the nearest',
  'nearest-half-down': 'to the nearest'
}
const scopes: Readonly<Record<string, string>> = { entry: 'per entry', ticket: 'per ticket', period: 'per period' }

const sayings: Readonly<Record<string, Say>> = {
  verdict: (values) => ({
    text: verdicts[values.text('verdict')] ?? values.text('verdict'),
    ...(values.text('clauseTitle') === '' ? {} : { note: `Clause “${values.text('clauseTitle')}”` }),
    decisive: values.text('verdict') === 'covered' || values.text('verdict') === 'excluded'
  }),
  split: (values) => ({
    text: 'Hours of cover begin or end within this work',
    value: `${duration(values.number('seconds'))} of ${duration(values.number('ofSeconds'))}`,
    note: 'This part of it has the verdict above; the others have their own.'
  }),
  worked: (values) => ({ text: 'Worked', value: duration(values.number('seconds')) }),
  billed: (values) => ({ text: 'Billed', value: duration(values.number('billedSeconds')), note: roundingWords(values) }),
  rate: (values, { money, name }) => ({
    text: `Rate ${sources[values.text('source')] ?? ''}`.trim(),
    value: `${money(values.number('rateMinor'))} an hour`,
    ...noteOf(name(values.text('priceListId')))
  }),
  part: (values, { money, time }) => ({
    text: `${time(values.number('from'))} – ${time(values.number('to'))}, ${values.has('inHours') ? 'in hours' : 'after hours'}`,
    value: money(values.number('amountMinor')),
    note: `${duration(values.number('seconds'))} × ${factor(values.number('multiplier'))}`
  }),
  drawn: (values, { name }) =>
    values.text('blockId') === ''
      ? { text: 'Not covered by any block', value: duration(values.number('seconds')) }
      : { text: `Drawn from ${name(values.text('blockId')) || 'a block'}`, value: duration(values.number('seconds')) },
  paid: (values, { money, name }) =>
    values.text('blockId') === ''
      ? { text: 'Not covered by any deposit', value: money(values.number('amountMinor')) }
      : { text: `Taken from ${name(values.text('blockId')) || 'a deposit'}`, value: money(-values.number('amountMinor')) },
  'at-incident-price': (values, { money }) => ({
    text: 'Included in the price of the incident',
    value: money(values.number('incidentMinor')),
    decisive: true
  }),
  incident: (values, { money, name }) => ({
    text: 'One price for the incident, whatever time it takes',
    value: money(values.number('incidentMinor')),
    ...noteOf(name(values.text('priceListId')))
  }),
  cap: (values, { money }) => ({
    text: `At most ${money(values.number('capMinor'))} for the time of this ticket`,
    note: `${money(values.number('beforeMinor'))} charged before, ${money(values.number('openMinor'))} now`,
    value: money(-values.number('overMinor')),
    decisive: true
  }),
  stay: (values, { date, time, name }) => ({
    text: `Stay on ${date(values.text('date'))}${name(values.text('personId')) === '' ? '' : `, ${name(values.text('personId'))}`}`,
    value: time(values.number('arrivedAt'))
  }),
  'call-out': (values, { money }) => ({ text: 'Call-out fee', value: money(values.number('amountMinor')) }),
  'call-out-after-hours': (values, { money }) => ({ text: 'Call-out fee after hours', value: money(values.number('amountMinor')) }),
  'travel-time': (values, { money }) => ({ text: 'Travel by the hour', value: money(values.number('amountMinor')) }),
  'travel-visit': (values, { money }) => ({ text: 'Travel, flat per visit', value: money(values.number('amountMinor')) }),
  'travel-distance': (values, { money }) => ({
    text: `${kilometres(values.number('metres'))} × ${money(values.number('perKilometreMinor'))}`,
    value: money(values.number('amountMinor'))
  }),
  'way-changed': (values) => ({
    text: `The way was ${kilometres(values.number('metres'))}, not ${kilometres(values.number('chargedMetres'))} as charged`,
    decisive: true
  }),
  'block-bought': (values, { money, date }) => ({
    text: `${values.text('name')}, bought on ${date(values.text('boughtOn'))}`,
    note: values.number('minutes') > 0 ? `Holds ${duration(values.number('minutes') * 60)}` : `Holds ${money(values.number('heldMinor'))}`,
    value: money(values.number('priceMinor'))
  }),
  'part-used': (values, { money }) => ({
    text: `${String(values.number('quantity'))} × ${money(values.number('unitPriceMinor'))}`,
    value: money(values.number('amountMinor'))
  }),
  'fee-period': (values, { date, name }) => ({
    text: `${name(values.text('contractId')) || 'The contract'}: ${date(values.text('from'))} to ${date(values.text('to'))}`,
    value: `${String(values.number('coveredDays'))} of ${String(values.number('days'))} days`
  }),
  'fee-overlooked': (values, { date }) => ({
    text: `${date(values.text('from'))} to ${date(values.text('to'))} was charged by no run`,
    note: `By the contract’s dates as they are now it fell due on ${date(values.text('due'))}, before this run: it is charged here, as an adjustment.`,
    decisive: true
  }),
  'fee-charged-before': (values) => ({
    text: 'Other days of the period were charged before',
    value: `${String(values.number('days'))} days`,
    note: 'The contract’s first day, interval or day of billing moved since. No day is charged twice.'
  }),
  tier: (values, { money }) => ({
    text: `${String(values.number('units'))} × ${money(values.number('unitMinor'))}`,
    value: money(values.number('amountMinor'))
  }),
  fee: (values, { money, date }) => ({
    text: `Fee ${date(values.text('from'))} to ${date(values.text('to'))}`,
    note: `${String(values.number('days'))} days of ${money(values.number('fullMinor'))}${raisedWords(values.number('raises'))}`,
    value: money(values.number('amountMinor'))
  }),
  ended: (values, { date, name }) => ({
    text: `${name(values.text('contractId')) || 'The contract'} ended on ${date(values.text('endsOn'))}`,
    decisive: true
  }),
  'given-back': (values, { money, date }) => ({
    text: `Given back for ${date(values.text('from'))} to ${date(values.text('to'))}`,
    note: `${String(values.number('days'))} of ${String(values.number('ofDays'))} days of ${money(values.number('chargedMinor'))}`,
    value: money(values.number('amountMinor'))
  }),
  'fee-changed': (values, { money }) => ({
    text: `${money(values.number('wantedMinor'))} instead of ${money(values.number('chargedMinor'))} that was charged`,
    ...(values.number('creditedMinor') === 0
      ? { value: money(values.number('wantedMinor') - values.number('chargedMinor')) }
      : {
          value: money(values.number('netMinor')),
          note: `Credit notes gave back ${money(values.number('creditedMinor'))} of it: that is neither charged again nor given back twice.`
        }),
    decisive: true
  }),
  'deposit-net': (values, { money }) => ({
    text: `Deposit ${values.text('number')} is taken off without its tax`,
    note: `Its tax of ${money(values.number('taxMinor'))} was paid with it, so only the rest of this document is taxed.`,
    value: money(-values.number('netMinor')),
    decisive: true
  }),
  credits: (values, { money }) => ({
    text: `Gives back ${money(values.number('netMinor'))} of ${money(values.number('ofMinor'))}`,
    note: `${values.text('quantity')} of ${values.text('of')}`,
    decisive: true
  }),
  'taken-back': (values, { money }) => ({
    text: 'What this was charged for is gone',
    value: money(-values.number('chargedMinor')),
    decisive: true
  }),
  late: (values, { date }) => ({
    text: `Came late: everything up to ${date(values.text('through'))} was posted already`,
    note: 'It stands in this period as an adjustment; what was issued stays as it was.'
  }),
  amount: (values, { money }) => ({ text: 'Comes to', value: money(values.number('netMinor')), decisive: true })
}

function valuesOf(values: KeptStep['values']): Values {
  return {
    number: (field) => (typeof values[field] === 'number' ? values[field] : 0),
    text: (field) => (typeof values[field] === 'string' ? values[field] : ''),
    has: (field) => values[field] === true
  }
}

function roundingWords(values: Values): string {
  const increment = values.number('incrementMinutes')
  const minimum = values.number('minimumMinutes')
  const parts = [
    ...(minimum > 0 ? [`at least ${String(minimum)} min`] : []),
    ...(increment > 0 ? [`${modes[values.text('mode')] ?? ''} to ${String(increment)} min`.trim()] : []),
    scopes[values.text('scope')] ?? ''
  ]
  return parts.filter((part) => part !== '').join(', ')
}

function raisedWords(raises: number): string {
  return raises === 0 ? '' : raises === 1 ? ', raised once' : `, raised ${String(raises)} times`
}

function noteOf(note: string): { readonly note?: string } {
  return note === '' ? {} : { note }
}

/** "1 h 05 min", "12 min", with seconds only where there are any. */
function duration(seconds: number): string {
  const sign = seconds < 0 ? '−' : ''
  const all = Math.abs(Math.round(seconds))
  const [hours, minutes, rest] = [Math.floor(all / 3600), Math.floor(all / 60) % 60, all % 60]
  const parts = [
    ...(hours > 0 ? [`${String(hours)} h`] : []),
    ...(minutes > 0 || (hours === 0 && rest === 0) ? [`${String(minutes)} min`] : [])
  ]
  return sign + [...parts, ...(rest > 0 ? [`${String(rest)} s`] : [])].join(' ')
}

function factor(basisPoints: number): string {
  return String(basisPoints / 10_000)
}

function kilometres(metres: number): string {
  return `${String(metres / 1000)} km`
}
