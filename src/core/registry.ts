// Every entity and every command, listed once. Sync dispatch, server tables, pages and palette read these lists.

import { asset } from './assets/asset.entity.ts'
import { client } from './clients/client.entity.ts'
import { contact } from './clients/contact.entity.ts'
import { site } from './clients/site.entity.ts'
import { conflict } from './conflicts/conflict.entity.ts'
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
import { commentTicket } from './tickets/comment-ticket.ts'
import { comment } from './tickets/comment.entity.ts'
import { ticket } from './tickets/ticket.entity.ts'
import { partUse } from './work/part-use.entity.ts'
import { timeEntry } from './work/time-entry.entity.ts'
import { timer } from './work/timer.entity.ts'

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
  client,
  site,
  contact,
  contract,
  asset,
  ticket,
  timer,
  comment,
  timeEntry,
  partUse,
  event,
  conflict
]

/** All commands. */
export const commands: readonly CommandDefinition[] = [commentTicket]

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
