// Every command, listed once.

import { archiveAsset } from './assets/archive-asset.ts'
import { createAsset } from './assets/create-asset.ts'
import { editAsset } from './assets/edit-asset.ts'
import { importAsset } from './assets/import-asset.ts'
import { restoreAsset } from './assets/restore-asset.ts'
import { archiveAttachment } from './attachments/archive-attachment.ts'
import { attachFile } from './attachments/attach-file.ts'
import { restoreAttachment } from './attachments/restore-attachment.ts'
import { postBillingPeriod } from './billing/billing-period.commands.ts'
import { addCharge, voidCharge } from './billing/charge.commands.ts'
import { draftDeposit } from './billing/draft-deposit.ts'
import { creditInvoice } from './billing/credit-invoice.ts'
import { approveInvoice, reopenInvoice } from './billing/invoice-steps.ts'
import { discardInvoice, draftInvoice, editInvoice, restoreInvoice } from './billing/invoice.commands.ts'
import { issueInvoice } from './billing/issue-invoice.ts'
import { issueOnSite } from './billing/issue-on-site.ts'
import { noteExport } from './billing/note-export.ts'
import { closeNumberSeries, createNumberSeries } from './billing/number-series.commands.ts'
import { archivePrepaidBlock, createPrepaidBlock, editPrepaidBlock, restorePrepaidBlock } from './billing/prepaid-block.commands.ts'
import { archivePriceList, createPriceList, editPriceList, restorePriceList } from './billing/price-list.commands.ts'
import { archiveTaxRate, createTaxRate, editTaxRate, restoreTaxRate } from './billing/tax-rate.commands.ts'
import { archiveClient } from './clients/archive-client.ts'
import { archiveContact } from './clients/archive-contact.ts'
import { archiveSite } from './clients/archive-site.ts'
import { createClient } from './clients/create-client.ts'
import { createContact } from './clients/create-contact.ts'
import { createSite } from './clients/create-site.ts'
import { editClient } from './clients/edit-client.ts'
import { editContact } from './clients/edit-contact.ts'
import { editSite } from './clients/edit-site.ts'
import { importClient } from './clients/import-client.ts'
import { importContact } from './clients/import-contact.ts'
import { importSite } from './clients/import-site.ts'
import { restoreClient } from './clients/restore-client.ts'
import { restoreContact } from './clients/restore-contact.ts'
import { restoreSite } from './clients/restore-site.ts'
import { reopenConflict } from './conflicts/reopen-conflict.ts'
import { settleConflict } from './conflicts/settle-conflict.ts'
import { archiveContract } from './contracts/archive-contract.ts'
import { createContract } from './contracts/create-contract.ts'
import { editContract } from './contracts/edit-contract.ts'
import { restoreContract } from './contracts/restore-contract.ts'
import type { CommandDefinition } from './kernel/command.ts'
import { activatePerson } from './organisation/activate-person.ts'
import { archiveCustomField } from './organisation/archive-custom-field.ts'
import { archiveSavedView } from './organisation/archive-saved-view.ts'
import { archiveTeam } from './organisation/archive-team.ts'
import { createCustomField } from './organisation/create-custom-field.ts'
import { createPerson } from './organisation/create-person.ts'
import { createSavedView } from './organisation/create-saved-view.ts'
import { createTeam } from './organisation/create-team.ts'
import { deactivatePerson } from './organisation/deactivate-person.ts'
import { editCustomField } from './organisation/edit-custom-field.ts'
import { editOrganisation } from './organisation/edit-organisation.ts'
import { editPerson } from './organisation/edit-person.ts'
import { editSavedView } from './organisation/edit-saved-view.ts'
import { editTeam } from './organisation/edit-team.ts'
import { renameDevice } from './organisation/rename-device.ts'
import { restoreCustomField } from './organisation/restore-custom-field.ts'
import { restoreSavedView } from './organisation/restore-saved-view.ts'
import { restoreTeam } from './organisation/restore-team.ts'
import { revokeDevice } from './organisation/revoke-device.ts'
import { saveImportProfile } from './organisation/save-import-profile.ts'
import { setPersonCost } from './organisation/set-person-cost.ts'
import { archiveCalendar, createCalendar, editCalendar, restoreCalendar } from './sla/calendar.commands.ts'
import { archiveSlaPolicy, createSlaPolicy, editSlaPolicy, restoreSlaPolicy } from './sla/sla-policy.commands.ts'
import { archivePart, createPart, editPart, restorePart, setPartCost } from './stock/part.commands.ts'
import { countStock, moveStock, receiveStock, returnToVendor, reverseStock } from './stock/stock-move.commands.ts'
import { archiveStockPlace, createStockPlace, editStockPlace, restoreStockPlace } from './stock/stock-place.commands.ts'
import { advanceTicketStage } from './tickets/advance-ticket-stage.ts'
import { archiveTicket } from './tickets/archive-ticket.ts'
import { assignTicket } from './tickets/assign-ticket.ts'
import { commentTicket } from './tickets/comment-ticket.ts'
import { editTicket } from './tickets/edit-ticket.ts'
import { importTicket } from './tickets/import-ticket.ts'
import { linkTicket } from './tickets/link-ticket.ts'
import { markTicketDuplicate } from './tickets/mark-ticket-duplicate.ts'
import { moveTicket } from './tickets/move-ticket.ts'
import { openTicket } from './tickets/open-ticket.ts'
import { restoreTicket } from './tickets/restore-ticket.ts'
import { setTicketStatus } from './tickets/set-ticket-status.ts'
import { tagTicket } from './tickets/tag-ticket.ts'
import { undoTicketStatus } from './tickets/undo-ticket-status.ts'
import { discardTimer } from './work/discard-timer.ts'
import { editTimer } from './work/edit-timer.ts'
import { logTime } from './work/log-time.ts'
import { pauseTimer } from './work/pause-timer.ts'
import { resumeTimer } from './work/resume-timer.ts'
import { returnPart } from './work/return-part.ts'
import {
  discardServiceReport,
  restoreServiceReport,
  reviseServiceReport,
  signServiceReport,
  writeServiceReport
} from './work/service-report.commands.ts'
import { startTimer } from './work/start-timer.ts'
import { stopTimer } from './work/stop-timer.ts'
import { usePart } from './work/use-part.ts'
import { voidTime } from './work/void-time.ts'

/** All commands. */
export const commands: readonly CommandDefinition[] = [
  activatePerson,
  archiveCustomField,
  archiveSavedView,
  archiveTeam,
  createCustomField,
  createPerson,
  createSavedView,
  createTeam,
  deactivatePerson,
  editCustomField,
  editOrganisation,
  editPerson,
  editSavedView,
  editTeam,
  renameDevice,
  restoreCustomField,
  restoreSavedView,
  restoreTeam,
  revokeDevice,
  saveImportProfile,
  setPersonCost,
  archiveClient,
  archiveContact,
  archiveSite,
  createClient,
  createContact,
  createSite,
  editClient,
  editContact,
  editSite,
  importClient,
  importContact,
  importSite,
  restoreClient,
  restoreContact,
  restoreSite,
  archiveContract,
  createContract,
  editContract,
  restoreContract,
  archiveAsset,
  createAsset,
  editAsset,
  importAsset,
  restoreAsset,
  advanceTicketStage,
  archiveTicket,
  assignTicket,
  commentTicket,
  editTicket,
  importTicket,
  linkTicket,
  markTicketDuplicate,
  moveTicket,
  openTicket,
  restoreTicket,
  setTicketStatus,
  tagTicket,
  undoTicketStatus,
  discardTimer,
  editTimer,
  logTime,
  pauseTimer,
  resumeTimer,
  returnPart,
  startTimer,
  stopTimer,
  usePart,
  voidTime,
  archiveAttachment,
  attachFile,
  restoreAttachment,
  reopenConflict,
  settleConflict,
  archiveCalendar,
  createCalendar,
  editCalendar,
  restoreCalendar,
  archiveSlaPolicy,
  createSlaPolicy,
  editSlaPolicy,
  restoreSlaPolicy,
  archivePriceList,
  createPriceList,
  editPriceList,
  restorePriceList,
  archiveTaxRate,
  createTaxRate,
  editTaxRate,
  restoreTaxRate,
  archivePrepaidBlock,
  createPrepaidBlock,
  editPrepaidBlock,
  restorePrepaidBlock,
  addCharge,
  voidCharge,
  postBillingPeriod,
  discardInvoice,
  approveInvoice,
  noteExport,
  creditInvoice,
  draftDeposit,
  draftInvoice,
  editInvoice,
  reopenInvoice,
  restoreInvoice,
  issueInvoice,
  issueOnSite,
  closeNumberSeries,
  createNumberSeries,
  archivePart,
  createPart,
  editPart,
  restorePart,
  setPartCost,
  archiveStockPlace,
  createStockPlace,
  editStockPlace,
  restoreStockPlace,
  countStock,
  moveStock,
  receiveStock,
  returnToVendor,
  reverseStock,
  discardServiceReport,
  restoreServiceReport,
  reviseServiceReport,
  signServiceReport,
  writeServiceReport
]
