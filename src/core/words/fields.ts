// What each field is called, typed by the records themselves: a new field doesn't compile without its label.

import type { Asset } from '../assets/asset.entity.ts'
import type { Client } from '../clients/client.entity.ts'
import type { Contact } from '../clients/contact.entity.ts'
import type { Site } from '../clients/site.entity.ts'
import type { CustomField } from '../organisation/custom-field.entity.ts'
import type { Device } from '../organisation/device.entity.ts'
import type { Organisation } from '../organisation/organisation.entity.ts'
import type { PersonCost } from '../organisation/person-cost.entity.ts'
import type { Person } from '../organisation/person.entity.ts'
import type { SavedView } from '../organisation/saved-view.entity.ts'
import type { Team } from '../organisation/team.entity.ts'
import type { Ticket } from '../tickets/ticket.entity.ts'
import { common, type Labels } from './field-labels.ts'
import { billingLabels } from './fields-billing.ts'
import { workLabels } from './fields-work.ts'

const billed = {
  legalName: 'Legal name',
  street: 'Street',
  city: 'City',
  postcode: 'Postcode',
  country: 'Country',
  vatId: 'VAT ID',
  billingEmail: 'E-mail for invoices',
  paymentDays: 'Days to pay'
} as const

const ticketLabels: Labels<Ticket> = {
  ...common,
  number: 'Number',
  provisionalNumber: 'Provisional number',
  externalNumber: 'External number',
  kind: 'Kind',
  channel: 'Channel',
  subject: 'Subject',
  description: 'Description',
  status: 'Status',
  stage: 'Stage',
  impact: 'Impact',
  urgency: 'Urgency',
  priority: 'Priority',
  category: 'Category',
  siteId: 'Site',
  contactId: 'Contact',
  assigneeId: 'Assignee',
  teamId: 'Team',
  assetIds: 'Assets',
  parentId: 'Part of',
  duplicateOfId: 'Duplicate of',
  causedById: 'Caused by',
  downtimeFrom: 'Down from',
  downtimeTo: 'Down to',
  openedAt: 'Opened',
  statusSince: 'In this status since',
  diagnosedAt: 'Diagnosed',
  resolvedAt: 'Resolved',
  closedAt: 'Closed',
  billedAt: 'Billed',
  reopenCount: 'Times reopened',
  reassignCount: 'Times reassigned',
  slaMet: 'SLA met',
  createdById: 'Opened by'
}

const clientLabels: Labels<Client> = {
  ...common,
  code: 'Code',
  serviceModel: 'Service model',
  industry: 'Industry',
  phone: 'Phone',
  website: 'Website',
  size: 'People',
  downtimeCostPerHourMinor: 'Cost of an hour down',
  budgetMinor: 'Budget per month',
  currency: 'Currency',
  ...billed,
  buyerReference: 'Buyer’s reference',
  riskTolerance: 'Risk tolerance',
  growth: 'Growth',
  inHouseIt: 'In-house IT',
  priceListId: 'Price list',
  taxRateId: 'Tax rate',
  slaPolicyId: 'SLA policy',
  language: 'Language of documents'
}

const siteLabels: Labels<Site> = {
  ...common,
  address: 'Address',
  city: 'City',
  country: 'Country',
  timeZone: 'Time zone',
  phone: 'Phone',
  accessNotes: 'Access notes'
}

const contactLabels: Labels<Contact> = {
  ...common,
  siteId: 'Site',
  email: 'E-mail',
  phone: 'Phone',
  mobile: 'Mobile',
  position: 'Position',
  main: 'Main contact',
  vip: 'VIP'
}

const assetLabels: Labels<Asset> = {
  ...common,
  kind: 'Kind',
  tag: 'Tag',
  serial: 'Serial number',
  manufacturer: 'Manufacturer',
  model: 'Model',
  siteId: 'Site',
  ownerContactId: 'Owner',
  status: 'Status',
  purchasedOn: 'Purchased',
  warrantyUntil: 'Warranty until',
  endOfLifeOn: 'End of life',
  replacementCostMinor: 'Replacement cost',
  currency: 'Currency',
  relations: 'Relations'
}

const personLabels: Labels<Person> = {
  ...common,
  email: 'E-mail',
  role: 'Role',
  teamIds: 'Teams',
  clientIds: 'Clients',
  skills: 'Skills',
  timeZone: 'Time zone',
  workingHours: 'Working hours',
  active: 'Active',
  avatarColour: 'Colour'
}

const personCostLabels: Labels<PersonCost> = {
  ...common,
  personId: 'Person',
  costRateMinor: 'Cost per hour',
  chargeRateMinor: 'Charge per hour',
  currency: 'Currency'
}

const organisationLabels: Labels<Organisation> = {
  ...common,
  currency: 'Currency',
  timeZone: 'Time zone',
  language: 'Language',
  ...billed,
  taxNumber: 'Tax number',
  registration: 'Register number',
  billingPhone: 'Phone on documents',
  billingContact: 'Contact on documents',
  iban: 'IBAN',
  bic: 'BIC',
  bankName: 'Bank',
  documentNote: 'Note on documents',
  priceListId: 'Price list',
  taxRateId: 'Tax rate',
  calendarId: 'Calendar',
  slaPolicyId: 'SLA policy',
  taxRounding: 'Tax is rounded',
  depositTax: 'Deposits are taken off'
}
const teamLabels: Labels<Team> = { ...common, description: 'Description', colour: 'Colour', leadId: 'Lead' }
const deviceLabels: Labels<Device> = {
  ...common,
  personId: 'Person',
  platform: 'Platform',
  registeredAt: 'Registered',
  lastSeenAt: 'Last seen',
  revokedAt: 'Revoked',
  wipedAt: 'Wiped',
  rescuedCommands: 'Unsent changes handed in'
}
const customFieldLabels: Labels<CustomField> = {
  ...common,
  entity: 'Belongs to',
  label: 'Label',
  kind: 'Kind',
  options: 'Options',
  help: 'Help',
  position: 'Position'
}
const savedViewLabels: Labels<SavedView> = {
  ...common,
  entity: 'List',
  ownerId: 'Owner',
  query: 'Filters',
  columns: 'Columns',
  position: 'Position'
}
/** Labels by wire name of the record, then by field. */
export const fieldWords = {
  ticket: ticketLabels,
  client: clientLabels,
  site: siteLabels,
  contact: contactLabels,
  asset: assetLabels,
  person: personLabels,
  person_cost: personCostLabels,
  organisation: organisationLabels,
  team: teamLabels,
  device: deviceLabels,
  custom_field: customFieldLabels,
  saved_view: savedViewLabels,
  ...workLabels,
  ...billingLabels
} as const

/** Label of a field, or the field's own name where there is none (imports bring fields of their own). */
export function fieldLabel(entity: string, field: string): string {
  const labels = Object.entries(fieldWords).find(([name]) => name === entity)?.[1]
  return Object.entries(labels ?? {}).find(([name]) => name === field)?.[1] ?? field
}
