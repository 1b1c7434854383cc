// Records whose edit is more than writing a field: sums follow, cover follows, a document that was issued stays. Settling a clash on one
// of them is that very edit, with its rules and with what it writes beside the row.

import { editInvoice } from '../billing/invoice.commands.ts'
import { invoice } from '../billing/invoice.entity.ts'
import { editPrepaidBlock } from '../billing/prepaid-block.commands.ts'
import { prepaidBlock } from '../billing/prepaid-block.entity.ts'
import { editPriceList } from '../billing/price-list.commands.ts'
import { priceList } from '../billing/price-list.entity.ts'
import { editTaxRate } from '../billing/tax-rate.commands.ts'
import { taxRate } from '../billing/tax-rate.entity.ts'
import { contract } from '../contracts/contract.entity.ts'
import { editContract } from '../contracts/edit-contract.ts'
import type { Decision } from '../kernel/change.ts'
import type { CommandDefinition, DecideContext, Reader } from '../kernel/command.ts'
import type { BaseRow, EntityDefinition } from '../kernel/entity.ts'
import type { Id } from '../kernel/ids.ts'
import type { Permission } from '../kernel/permission.ts'
import type { Refusal } from '../kernel/refusal.ts'
import type { Result } from '../kernel/result.ts'
import type { EditInput, EditState } from '../records/edit-record.ts'
import { editCalendar } from '../sla/calendar.commands.ts'
import { calendar } from '../sla/calendar.entity.ts'
import { editSlaPolicy } from '../sla/sla-policy.commands.ts'
import { slaPolicy } from '../sla/sla-policy.entity.ts'
import { editPart } from '../stock/part.commands.ts'
import { part } from '../stock/part.entity.ts'
import { editStockPlace } from '../stock/stock-place.commands.ts'
import { stockPlace } from '../stock/stock-place.entity.ts'

/** A record's own edit, ready to be decided. */
export type ReadyEdit = (context: DecideContext) => Result<Decision, Refusal>

/** How a record is edited by its own command: `fields` are the new values. */
export interface OwnEdit {
  readonly entity: EntityDefinition
  readonly requires: Permission
  load(id: Id, fields: Readonly<Record<string, unknown>>, reader: Reader, where: { readonly organisationId: Id }): Promise<ReadyEdit>
}

function own<Row extends BaseRow, Extra>(
  entity: EntityDefinition<string, Row>,
  command: CommandDefinition<string, EditInput<Row>, EditState<Row, Extra>>
): OwnEdit {
  return {
    entity,
    requires: command.requires,
    async load(id, fields, reader, where) {
      // The value was checked against the field's schema before it is decided.
      const input: EditInput<Row> = { id, fields: fields as Partial<Row> }
      const state = await command.load(input, reader, where)
      return (context) => command.decide(state, input, context)
    }
  }
}

/** The records that are settled by their own edit. */
export const ownEdits: readonly OwnEdit[] = [
  own(contract, editContract),
  own(calendar, editCalendar),
  own(slaPolicy, editSlaPolicy),
  own(priceList, editPriceList),
  own(taxRate, editTaxRate),
  own(prepaidBlock, editPrepaidBlock),
  own(invoice, editInvoice),
  own(part, editPart),
  own(stockPlace, editStockPlace)
]
