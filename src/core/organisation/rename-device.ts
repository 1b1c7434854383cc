// Gives a device a name that people recognise.

import { defineEdit } from '../records/edit-record.ts'
import { device } from './device.entity.ts'
import { checkDeviceOwner } from './device.rules.ts'

/** `device.rename` {id, fields: {name}}. One's own devices; an administrator any. */
export const renameDevice = defineEdit({
  name: 'device.rename',
  entity: device,
  requires: 'ticket.work',
  event: 'device.renamed',
  only: ['name'],
  check: ({ before, context }) => checkDeviceOwner(before, context)
})
