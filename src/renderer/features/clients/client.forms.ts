// What the forms for clients, sites and people ask.

import type { CustomField } from '#core/organisation/custom-field.entity.ts'
import { documentLanguages } from '#core/words/document-language.ts'
import { growthWords, inHouseItWords, riskToleranceWords, serviceModelWords } from '#core/words/records.ts'
import { clientFieldWords as words, clientWords } from '#core/words/rooms-clients.ts'
import { customQuestions, type FormFieldSpec, type Typed } from '#renderer/features/records/index.ts'
import { languageName } from '#renderer/ui/names.ts'

const kept = [{ op: 'empty', field: 'archivedAt' }] as const

const clientQuestions: readonly FormFieldSpec[] = [
  { name: 'name', label: words.name, kind: 'line', required: true, group: clientWords.groups.basics },
  { name: 'code', label: words.code, kind: 'line', required: true, half: true, hint: words.codeHint },
  { name: 'industry', label: words.industry, kind: 'line', half: true },
  { name: 'phone', label: words.phone, kind: 'line', half: true },
  { name: 'website', label: words.website, kind: 'line', half: true },
  { name: 'tags', label: words.tags, kind: 'tags' },
  { name: 'notes', label: words.notes, kind: 'text' },
  {
    name: 'serviceModel',
    label: words.serviceModel,
    kind: 'choice',
    required: true,
    choices: choicesOf(serviceModelWords),
    half: true,
    group: clientWords.groups.service
  },
  { name: 'currency', label: words.currency, kind: 'line', required: true, half: true },
  { name: 'priceListId', label: words.priceList, kind: 'entity', entity: 'price_list', where: kept, half: true, hint: words.ownHint },
  { name: 'slaPolicyId', label: words.slaPolicy, kind: 'entity', entity: 'sla_policy', where: kept, half: true },
  { name: 'taxRateId', label: words.taxRate, kind: 'entity', entity: 'tax_rate', where: kept, half: true },
  { name: 'legalName', label: words.legalName, kind: 'line', group: clientWords.groups.billing },
  { name: 'street', label: words.street, kind: 'text' },
  { name: 'postcode', label: words.postcode, kind: 'line', half: true },
  { name: 'city', label: words.city, kind: 'line', half: true },
  { name: 'country', label: words.country, kind: 'line', half: true, hint: words.countryHint },
  { name: 'vatId', label: words.vatId, kind: 'line', half: true },
  { name: 'billingEmail', label: words.billingEmail, kind: 'line', half: true },
  { name: 'buyerReference', label: words.buyerReference, kind: 'line', half: true, hint: words.buyerReferenceHint },
  { name: 'paymentDays', label: words.paymentDays, kind: 'number', half: true },
  {
    name: 'language',
    label: words.language,
    kind: 'choice',
    half: true,
    hint: words.languageHint,
    choices: documentLanguages.map((tag) => ({ value: tag, label: languageName(tag) }))
  },
  { name: 'size', label: words.size, kind: 'number', half: true, group: clientWords.groups.profile },
  { name: 'downtimeCostPerHourMinor', label: words.downtimeCost, kind: 'money', half: true },
  { name: 'budgetMinor', label: words.budget, kind: 'money', half: true },
  { name: 'riskTolerance', label: words.riskTolerance, kind: 'choice', choices: choicesOf(riskToleranceWords), half: true },
  { name: 'growth', label: words.growth, kind: 'choice', choices: choicesOf(growthWords), half: true },
  { name: 'inHouseIt', label: words.inHouseIt, kind: 'choice', choices: choicesOf(inHouseItWords), half: true }
]

const siteQuestions: readonly FormFieldSpec[] = [
  { name: 'name', label: words.name, kind: 'line', required: true },
  { name: 'address', label: words.address, kind: 'text' },
  { name: 'city', label: words.city, kind: 'line', half: true },
  { name: 'country', label: words.country, kind: 'line', half: true, hint: words.countryHint },
  { name: 'timeZone', label: words.timeZone, kind: 'choice', required: true, choices: timeZones(), half: true },
  { name: 'phone', label: words.phone, kind: 'line', half: true },
  { name: 'accessNotes', label: words.accessNotes, kind: 'text' }
]

type Definitions = readonly CustomField[]

export function clientForm(definitions: Definitions): readonly FormFieldSpec[] {
  return [...clientQuestions, ...customQuestions(definitions)]
}

export function siteForm(definitions: Definitions): readonly FormFieldSpec[] {
  return [...siteQuestions, ...customQuestions(definitions)]
}

/** People of a client; the site is one of the client's own. */
export function contactForm(clientId: string, definitions: Definitions): readonly FormFieldSpec[] {
  const where = [
    { op: 'is', field: 'clientId', value: clientId },
    { op: 'empty', field: 'archivedAt' }
  ] as const
  return [
    { name: 'name', label: words.name, kind: 'line', required: true },
    { name: 'position', label: words.position, kind: 'line', half: true },
    { name: 'siteId', label: words.site, kind: 'entity', entity: 'site', where, half: true },
    { name: 'email', label: words.email, kind: 'line', half: true },
    { name: 'phone', label: words.phone, kind: 'line', half: true },
    { name: 'mobile', label: words.mobile, kind: 'line', half: true },
    { name: 'main', label: clientWords.main, kind: 'boolean', half: true },
    { name: 'vip', label: clientWords.vip, kind: 'boolean', half: true },
    { name: 'notes', label: words.notes, kind: 'text' },
    ...customQuestions(definitions)
  ]
}

/** Values from which a new client starts. */
export function newClientValues(currency: string): Typed {
  return { serviceModel: 'break-fix', currency, tags: [] }
}

/** Every zone that this machine knows. */
export function timeZones(): readonly { readonly value: string; readonly label: string }[] {
  return ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')].map((zone) => ({
    value: zone,
    label: zone.replaceAll('_', ' ')
  }))
}

function choicesOf(table: Readonly<Record<string, string>>): readonly { readonly value: string; readonly label: string }[] {
  return Object.entries(table).map(([value, label]) => ({ value, label }))
}
