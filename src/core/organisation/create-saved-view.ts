// Keeps a list under a name.

import { defineCreate } from '../records/create-record.ts'
import { person } from './person.entity.ts'
import { type SavedView, savedView } from './saved-view.entity.ts'

/** `saved-view.create` {entity, name, query, columns?, ownerId?}. Private to the actor unless `ownerId` is null (shared). */
export const createSavedView = defineCreate({
  name: 'saved-view.create',
  entity: savedView,
  requires: 'ticket.work',
  event: 'saved_view.created',
  owner: 'organisation',
  required: ['entity', 'name', 'query'],
  links: { ownerId: person },
  undo: 'saved-view.archive',
  blank: ({ keys, context, now }): SavedView => ({
    ...keys,
    entity: 'ticket',
    name: '',
    ownerId: context.actor.personId,
    query: null,
    columns: [],
    position: 0,
    createdAt: now,
    updatedAt: now,
    archivedAt: null
  })
})
