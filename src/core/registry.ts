// Every entity and every command, listed once. Sync dispatch, server tables, pages and palette read these lists.

import { archiveAsset } from './assets/archive-asset.ts'
import { asset } from './assets/asset.entity.ts'
import { createAsset } from './assets/create-asset.ts'
import { editAsset } from './assets/edit-asset.ts'
import { importAsset } from './assets/import-asset.ts'
import { restoreAsset } from './assets/restore-asset.ts'
import { archiveAttachment } from './attachments/archive-attachment.ts'
import { attachFile } from './attachments/attach-file.ts'
import { attachment } from './attachments/attachment.entity.ts'
import { restoreAttachment } from './attachments/restore-attachment.ts'
import { archiveClient } from './clients/archive-client.ts'
import { archiveContact } from './clients/archive-contact.ts'
import { archiveSite } from './clients/archive-site.ts'
import { client } from './clients/client.entity.ts'
import { contact } from './clients/contact.entity.ts'
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
import { site } from './clients/site.entity.ts'
import { conflict } from './conflicts/conflict.entity.ts'
import { reopenConflict } from './conflicts/reopen-conflict.ts'
import { settleConflict } from './conflicts/settle-conflict.ts'
import { archiveContract } from './contracts/archive-contract.ts'
import { contract } from './contracts/contract.entity.ts'
import { createContract } from './contracts/create-contract.ts'
import { editContract } from './contracts/edit-contract.ts'
import { restoreContract } from './contracts/restore-contract.ts'
import { event } from './history/event.entity.ts'
import type { CommandDefinition } from './kernel/command.ts'
import type { EntityDefinition } from './kernel/entity.ts'
import { activatePerson } from './organisation/activate-person.ts'
import { archiveCustomField } from './organisation/archive-custom-field.ts'
import { archiveSavedView } from './organisation/archive-saved-view.ts'
import { archiveTeam } from './organisation/archive-team.ts'
import { createCustomField } from './organisation/create-custom-field.ts'
import { createPerson } from './organisation/create-person.ts'
import { createSavedView } from './organisation/create-saved-view.ts'
import { createTeam } from './organisation/create-team.ts'
import { customField } from './organisation/custom-field.entity.ts'
import { deactivatePerson } from './organisation/deactivate-person.ts'
import { device } from './organisation/device.entity.ts'
import { editCustomField } from './organisation/edit-custom-field.ts'
import { editOrganisation } from './organisation/edit-organisation.ts'
import { editPerson } from './organisation/edit-person.ts'
import { editSavedView } from './organisation/edit-saved-view.ts'
import { editTeam } from './organisation/edit-team.ts'
import { importProfile } from './organisation/import-profile.entity.ts'
import { organisation } from './organisation/organisation.entity.ts'
import { personCost } from './organisation/person-cost.entity.ts'
import { person } from './organisation/person.entity.ts'
import { renameDevice } from './organisation/rename-device.ts'
import { restoreCustomField } from './organisation/restore-custom-field.ts'
import { restoreSavedView } from './organisation/restore-saved-view.ts'
import { restoreTeam } from './organisation/restore-team.ts'
import { revokeDevice } from './organisation/revoke-device.ts'
import { saveImportProfile } from './organisation/save-import-profile.ts'
import { savedView } from './organisation/saved-view.entity.ts'
import { setPersonCost } from './organisation/set-person-cost.ts'
import { team } from './organisation/team.entity.ts'
import { advanceTicketStage } from './tickets/advance-ticket-stage.ts'
import { archiveTicket } from './tickets/archive-ticket.ts'
import { assignTicket } from './tickets/assign-ticket.ts'
import { commentTicket } from './tickets/comment-ticket.ts'
import { comment } from './tickets/comment.entity.ts'
import { editTicket } from './tickets/edit-ticket.ts'
import { importTicket } from './tickets/import-ticket.ts'
import { linkTicket } from './tickets/link-ticket.ts'
import { markTicketDuplicate } from './tickets/mark-ticket-duplicate.ts'
import { moveTicket } from './tickets/move-ticket.ts'
import { openTicket } from './tickets/open-ticket.ts'
import { restoreTicket } from './tickets/restore-ticket.ts'
import { setTicketStatus } from './tickets/set-ticket-status.ts'
import { tagTicket } from './tickets/tag-ticket.ts'
import { ticket } from './tickets/ticket.entity.ts'
import { undoTicketStatus } from './tickets/undo-ticket-status.ts'
import { discardTimer } from './work/discard-timer.ts'
import { editTimer } from './work/edit-timer.ts'
import { logTime } from './work/log-time.ts'
import { partUse } from './work/part-use.entity.ts'
import { pauseTimer } from './work/pause-timer.ts'
import { resumeTimer } from './work/resume-timer.ts'
import { returnPart } from './work/return-part.ts'
import { startTimer } from './work/start-timer.ts'
import { stopTimer } from './work/stop-timer.ts'
import { timeEntry } from './work/time-entry.entity.ts'
import { timer } from './work/timer.entity.ts'
import { usePart } from './work/use-part.ts'
import { voidTime } from './work/void-time.ts'

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
  attachment,
  event,
  conflict
]

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
  settleConflict
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
