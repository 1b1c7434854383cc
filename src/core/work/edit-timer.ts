// Changes what a timer will be booked as: its kind of work and its note.

import { defineEdit } from '../records/edit-record.ts'
import { timer } from './timer.entity.ts'
import { checkWorker } from './work.rules.ts'

/** `timer.edit` {id, fields: {kind?, note?}}. One's own; others' with `time.all`. */
export const editTimer = defineEdit({
  name: 'timer.edit',
  entity: timer,
  requires: 'time.own',
  event: 'timer.edited',
  only: ['kind', 'note'],
  check: ({ before, context }) => checkWorker(before.personId, context)
})
