// Every entity, listed once, and beside it every command (commands.ts). Sync dispatch, server tables, pages and palette read these lists.

import { asset } from './assets/asset.entity.ts'
import { attachment } from './attachments/attachment.entity.ts'
import { billingPeriod } from './billing/billing-period.entity.ts'
import { charge } from './billing/charge.entity.ts'
import { invoice } from './billing/invoice.entity.ts'
import { numberSeries } from './billing/number-series.entity.ts'
import { prepaidBlock } from './billing/prepaid-block.entity.ts'
import { priceList } from './billing/price-list.entity.ts'
import { taxRate } from './billing/tax-rate.entity.ts'
import { client } from './clients/client.entity.ts'
import { contact } from './clients/contact.entity.ts'
import { site } from './clients/site.entity.ts'
import { commands } from './commands.ts'
import { conflict } from './conflicts/conflict.entity.ts'
import { contractCover } from './contracts/contract-cover.entity.ts'
import { contract } from './contracts/contract.entity.ts'
import { event } from './history/event.entity.ts'
import type { CommandDefinition } from './kernel/command.ts'
import type { EntityDefinition } from './kernel/entity.ts'
import { customField } from './organisation/custom-field.entity.ts'
import { device } from './organisation/device.entity.ts'
import { importProfile } from './organisation/import-profile.entity.ts'
import { organisation } from './organisation/organisation.entity.ts'
import { personCost } from './organisation/person-cost.entity.ts'
import { person } from './organisation/person.entity.ts'
import { savedView } from './organisation/saved-view.entity.ts'
import { team } from './organisation/team.entity.ts'
import { calendar } from './sla/calendar.entity.ts'
import { slaPolicy } from './sla/sla-policy.entity.ts'
import { partCost } from './stock/part-cost.entity.ts'
import { part } from './stock/part.entity.ts'
import { stockMove } from './stock/stock-move.entity.ts'
import { stockPlace } from './stock/stock-place.entity.ts'
import { comment } from './tickets/comment.entity.ts'
import { ticket } from './tickets/ticket.entity.ts'
import { partUse } from './work/part-use.entity.ts'
import { serviceReport } from './work/service-report.entity.ts'
import { timeEntry } from './work/time-entry.entity.ts'
import { timer } from './work/timer.entity.ts'

/** All commands, listed in commands.ts. */
export { commands }

/** All entities. Order is the order of snapshots: what others refer to comes first. */
export const entities: readonly EntityDefinition[] = [
  organisation,
  team,
  person,
  personCost,
  device,
  customField,
  savedView,
  importProfile,
  calendar,
  slaPolicy,
  taxRate,
  priceList,
  numberSeries,
  part,
  partCost,
  stockPlace,
  client,
  site,
  contact,
  contract,
  contractCover,
  prepaidBlock,
  asset,
  ticket,
  timer,
  billingPeriod,
  invoice,
  charge,
  stockMove,
  comment,
  timeEntry,
  partUse,
  serviceReport,
  attachment,
  event,
  conflict
]

const entitiesByName = new Map(entities.map((entity) => [entity.name, entity]))
const commandsByName = new Map(commands.map((command) => [command.name, command]))

/** The entity of that name. @throws when there is none: names come from code, or were checked before */
export function entityNamed(name: string): EntityDefinition {
  const found = entitiesByName.get(name)
  if (!found) throw new Error(`No entity is named ${name}`)
  return found
}

/** The entity of that name, or undefined: for names that come from outside. */
export function findEntity(name: string): EntityDefinition | undefined {
  return entitiesByName.get(name)
}

/** The command of that name, or undefined. */
export function commandNamed(name: string): CommandDefinition | undefined {
  return commandsByName.get(name)
}
