// The row type of each kind of record, so that tests read rows by name with their types.

import type { Asset } from '#core/assets/asset.entity.ts'
import type { Attachment } from '#core/attachments/attachment.entity.ts'
import type { Client } from '#core/clients/client.entity.ts'
import type { Contact } from '#core/clients/contact.entity.ts'
import type { Site } from '#core/clients/site.entity.ts'
import type { Conflict } from '#core/conflicts/conflict.entity.ts'
import type { Contract } from '#core/contracts/contract.entity.ts'
import type { Event } from '#core/history/event.entity.ts'
import type { CustomField } from '#core/organisation/custom-field.entity.ts'
import type { Device } from '#core/organisation/device.entity.ts'
import type { ImportProfile } from '#core/organisation/import-profile.entity.ts'
import type { Organisation } from '#core/organisation/organisation.entity.ts'
import type { Person } from '#core/organisation/person.entity.ts'
import type { PersonCost } from '#core/organisation/person-cost.entity.ts'
import type { SavedView } from '#core/organisation/saved-view.entity.ts'
import type { Team } from '#core/organisation/team.entity.ts'
import type { Comment } from '#core/tickets/comment.entity.ts'
import type { Ticket } from '#core/tickets/ticket.entity.ts'
import type { PartUse } from '#core/work/part-use.entity.ts'
import type { TimeEntry } from '#core/work/time-entry.entity.ts'
import type { Timer } from '#core/work/timer.entity.ts'

/** Rows by wire name. */
export interface Rows {
  organisation: Organisation
  team: Team
  person: Person
  person_cost: PersonCost
  device: Device
  custom_field: CustomField
  saved_view: SavedView
  import_profile: ImportProfile
  client: Client
  site: Site
  contact: Contact
  contract: Contract
  asset: Asset
  ticket: Ticket
  timer: Timer
  comment: Comment
  time_entry: TimeEntry
  part_use: PartUse
  attachment: Attachment
  event: Event
  conflict: Conflict
}
