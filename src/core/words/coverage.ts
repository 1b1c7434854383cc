// What coverage decided, in words: the sentence that stands on tickets before work starts, and the steps behind it. Formats of money and
// moments are the screen's, so they come in as functions.

import { clauseCriteria, type ClauseCriterion } from '../coverage/clause-rank.ts'
import type { CoverageStep, CoverageVerdict, MissReason, TermsSource } from '../coverage/coverage-facts.ts'

/** How the screen writes amounts (minor units), calendar dates, instants in a zone, and names of SLA policies and price lists. */
export interface CoverageFormats {
  readonly money: (minor: number, currency: string) => string
  readonly date: (date: string) => string
  readonly time: (at: number, zone: string) => string
  /** Empty where the record isn't known here. */
  readonly name: (id: string) => string
}

/** One step in words; `value` is what came of it, `note` a quiet second line. */
export interface CoverageStepText {
  readonly text: string
  readonly note?: string
  readonly value?: string
  readonly decisive?: boolean
}

/** Words around the card. */
export const coverageWords = {
  title: 'Coverage',
  why: 'Why this verdict',
  fromThen: (time: string, sentence: string) => `From ${time} on: ${sentence}`,
  noPromise: 'No response or resolution time is promised.',
  promised: (policy: string, targets: string) => `${policy}: ${targets}`,
  firstResponse: (time: string) => `answer within ${time}`,
  resolution: (time: string) => `solve within ${time}`,
  noTarget: (policy: string) => `${policy} promises nothing for this priority.`,
  kinds: { remote: 'Remotely', 'on-site': 'On site', travel: 'Travelling' },
  asset: 'Asset',
  coveredAssets: 'What is covered',
  coveredLead: 'Work on each asset as all contracts of this client judge it.',
  when: 'When the work is done',
  whens: { open: 'In opening hours', now: 'Right now' },
  assets: (count: number) => `${count.toLocaleString('en')} assets`,
  noAsset: 'Work about no asset'
} as const

const missWords: Readonly<Record<MissReason, string>> = {
  assets: 'it names other assets',
  sites: 'it names other sites',
  'asset-kinds': 'it is about other kinds of asset',
  services: 'it is about other services',
  'ticket-kinds': 'it is about other kinds of ticket',
  'work-kinds': 'it is about another kind of work',
  hours: 'it holds in opening hours only',
  dates: 'it does not hold on this day'
}

const criterionWords: Readonly<Record<ClauseCriterion, string>> = {
  assets: 'this asset',
  sites: 'this site',
  'asset-kinds': 'this kind of asset',
  services: 'this service',
  'ticket-kinds': 'this kind of ticket',
  'work-kinds': 'this kind of work',
  hours: 'opening hours'
}

const sourceWords: Readonly<Record<TermsSource, string>> = {
  clause: 'named by the clause',
  contract: 'named by the contract',
  client: 'usual for this client',
  organisation: 'usual for everybody'
}

const rateSourceWords = { clause: 'agreed in the clause', contract: 'agreed in the contract', 'price-list': 'of the price list' } as const

/** The verdict as one sentence, with the clause that decided. */
export function coverageSentence(verdict: CoverageVerdict, formats: CoverageFormats): string {
  const by = verdict.clauseId === null ? '' : `by “${verdict.clauseTitle}” of ${verdict.contractName}`
  const rate = rateWords(verdict, formats)
  switch (verdict.type) {
    case 'covered':
      return `Covered ${by}.`
    case 'drawn':
      if (verdict.fromIncluded) return `Drawn from the included hours ${by}, as far as they last; beyond them ${rate}.`
      return verdict.blockId === null
        ? `Meant to be drawn from prepaid time ${by}, but no block is left for this day: ${rate}.`
        : `Drawn from ${verdict.blockName} ${by}, as far as it lasts; beyond it ${rate}.`
    case 'excluded':
      return `Excluded ${by}: if it is done, ${rate}.`
    default:
      return by === '' ? `Under no contract: ${rate}.` : `Billable ${by}: ${rate}.`
  }
}

function rateWords(verdict: CoverageVerdict, { money }: CoverageFormats): string {
  const { rateMinor, incidentMinor, currency, isAfterHours, afterHoursBasisPoints } = verdict
  if (incidentMinor !== null) return `${money(incidentMinor, currency)} for the incident, whatever time it takes`
  if (rateMinor === null) return 'no price is known'
  const rate = `${money(rateMinor, currency)} an hour`
  const factor = isAfterHours ? (afterHoursBasisPoints ?? 10_000) : 10_000
  return factor === 10_000 ? rate : `${rate}, now × ${factor / 10_000} as it is after hours`
}

/** One step of the explanation. */
export function coverageStepWords(step: CoverageStep, formats: CoverageFormats): CoverageStepText {
  switch (step.type) {
    case 'moment':
      return { text: 'Judged by the day at the site', note: formats.time(step.at, step.zone), value: formats.date(step.date) }
    case 'no-contract':
      return { text: 'This client has no contract in force' }
    case 'contract':
      return { text: `Contract ${step.name} is in force` }
    case 'not-in-force':
      return {
        text: `Contract ${step.name} is not in force`,
        note: step.to === null ? `from ${formats.date(step.from)}` : `${formats.date(step.from)} to ${formats.date(step.to)}`
      }
    case 'missed':
      return { text: `Clause “${step.title}” does not fit`, note: missWords[step.because] }
    case 'outranked':
      return {
        text: `Clause “${step.title}” fits too, but stands back`,
        note: step.by === 'specificity' ? 'another one is more specific' : 'another one stands above it'
      }
    case 'matched':
      return { text: `Clause “${step.title}” decides`, note: matchedWords(step.criteria), decisive: true }
    case 'no-clause':
      return { text: 'No clause fits: work is billable', decisive: true }
    default:
      return consequenceWords(step, formats)
  }
}

type Consequence = Exclude<
  CoverageStep,
  { readonly type: 'moment' | 'no-contract' | 'contract' | 'not-in-force' | 'missed' | 'outranked' | 'matched' | 'no-clause' }
>

function consequenceWords(step: Consequence, formats: CoverageFormats): CoverageStepText {
  switch (step.type) {
    case 'block':
      return { text: `${step.name} is drawn first` }
    case 'included-hours':
      return { text: `The hours that ${step.name} includes are drawn first` }
    case 'no-block':
      return { text: 'No prepaid block holds on this day' }
    case 'rate':
      return { text: 'Rate per hour', note: rateSourceWords[step.source], value: formats.money(step.rateMinor, step.currency) }
    case 'incident-price':
      return { text: 'One price for the incident, whatever time it takes', value: formats.money(step.incidentMinor, step.currency) }
    case 'no-rate':
      return { text: 'No price is known for this day' }
    case 'after-hours':
      return { text: 'It is after hours now', value: `× ${step.basisPoints / 10_000}` }
    case 'sla':
      return { text: `Promise: ${formats.name(step.policyId)}`, note: sourceWords[step.source] }
    default:
      return { text: 'Nothing is promised' }
  }
}

function matchedWords(criteria: readonly ClauseCriterion[]): string {
  const named = clauseCriteria.filter((criterion) => criteria.includes(criterion)).map((criterion) => criterionWords[criterion])
  return named.length === 0 ? 'it holds for everything' : `it names ${named.join(', ')}`
}
