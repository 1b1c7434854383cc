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
import type { BillingPeriod } from '#core/billing/billing-period.entity.ts'
import type { Charge } from '#core/billing/charge.entity.ts'
import type { Invoice } from '#core/billing/invoice.entity.ts'
import type { NumberSeries } from '#core/billing/number-series.entity.ts'
import type { PrepaidBlockRow } from '#core/billing/prepaid-block.entity.ts'
import type { PriceListRow } from '#core/billing/price-list.entity.ts'
import type { TaxRate } from '#core/billing/tax-rate.entity.ts'
import type { ContractCover } from '#core/contracts/contract-cover.entity.ts'
import type { CalendarRow } from '#core/sla/calendar.entity.ts'
import type { SlaPolicyRow } from '#core/sla/sla-policy.entity.ts'
import type { PartCost } from '#core/stock/part-cost.entity.ts'
import type { Part } from '#core/stock/part.entity.ts'
import type { StockMove } from '#core/stock/stock-move.entity.ts'
import type { StockPlace } from '#core/stock/stock-place.entity.ts'
import type { ServiceReport } from '#core/work/service-report.entity.ts'

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
  contract_cover: ContractCover
  calendar: CalendarRow
  sla_policy: SlaPolicyRow
  price_list: PriceListRow
  tax_rate: TaxRate
  prepaid_block: PrepaidBlockRow
  charge: Charge
  billing_period: BillingPeriod
  invoice: Invoice
  number_series: NumberSeries
  part: Part
  part_cost: PartCost
  stock_place: StockPlace
  stock_move: StockMove
  service_report: ServiceReport
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
