// Words of the values that records of clients, assets, contracts, people and work may hold.

import type { Asset, assetRelationKinds } from '../assets/asset.entity.ts'
import type { Client } from '../clients/client.entity.ts'
import type { Contract } from '../contracts/contract.entity.ts'
import type { Role } from '../kernel/permission.ts'
import type { CustomField } from '../organisation/custom-field.entity.ts'
import type { TimeEntry } from '../work/time-entry.entity.ts'

/** Roles. */
export const roleWords: Readonly<Record<Role, string>> = {
  agent: 'Help-desk agent',
  technician: 'Field technician',
  dispatcher: 'Dispatcher',
  manager: 'Manager',
  administrator: 'Administrator'
}

/** Kinds of asset. */
export const assetKindWords: Readonly<Record<Asset['kind'], string>> = {
  computer: 'Computer',
  server: 'Server',
  network: 'Network',
  printer: 'Printer',
  phone: 'Phone',
  licence: 'Licence',
  other: 'Other'
}

/** States of an asset. */
export const assetStatusWords: Readonly<Record<Asset['status'], string>> = {
  'in-use': 'In use',
  spare: 'Spare',
  'in-repair': 'In repair',
  retired: 'Retired'
}

/** Relations between assets, read from this one to that one. */
export const assetRelationWords: Readonly<Record<(typeof assetRelationKinds)[number], string>> = {
  'runs-on': 'Runs on',
  'connected-to': 'Connected to',
  'part-of': 'Part of',
  'backs-up-to': 'Backs up to',
  'prints-on': 'Prints on',
  'licensed-for': 'Licensed for'
}

/** Service models. */
export const serviceModelWords: Readonly<Record<Client['serviceModel'], string>> = {
  'break-fix': 'Break-fix',
  managed: 'Managed',
  hybrid: 'Hybrid'
}

/** How calmly a client bears risk. */
export const riskToleranceWords: Readonly<Record<NonNullable<Client['riskTolerance']>, string>> = {
  low: 'Low',
  medium: 'Medium',
  high: 'High'
}

/** Where a client's headcount goes. */
export const growthWords: Readonly<Record<NonNullable<Client['growth']>, string>> = {
  shrinking: 'Shrinking',
  steady: 'Steady',
  growing: 'Growing'
}

/** How much IT a client does itself. */
export const inHouseItWords: Readonly<Record<NonNullable<Client['inHouseIt']>, string>> = {
  none: 'None',
  some: 'Some',
  full: 'A team of its own'
}

/** Contract models. */
export const contractModelWords: Readonly<Record<Contract['model'], string>> = {
  'flat-fee': 'Flat fee',
  'per-user': 'Per user',
  'per-device': 'Per device',
  tiered: 'Tiered',
  'prepaid-hours': 'Prepaid hours',
  'rate-agreement': 'Rate agreement'
}

/** Kinds of work. */
export const workKindWords: Readonly<Record<TimeEntry['kind'], string>> = { remote: 'Remote', 'on-site': 'On site', travel: 'Travel' }

/** Kinds of custom value. */
export const customKindWords: Readonly<Record<CustomField['kind'], string>> = {
  text: 'Text',
  number: 'Number',
  choice: 'Choice',
  date: 'Date',
  boolean: 'Yes or no'
}
