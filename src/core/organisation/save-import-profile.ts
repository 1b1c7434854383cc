// Keeps the answers to the import's questions for the next file of the same form.

import { z } from 'zod'
import { defineCommand } from '../kernel/command.ts'
import { ok } from '../kernel/result.ts'
import { id } from '../kernel/schema.ts'
import { changedFields, defined, fieldShape, touched } from '../records/fields.ts'
import { type ImportProfile, importProfile } from './import-profile.entity.ts'

const written = ['name', 'target', 'headers', 'mapping', 'settings'] as const
const shape = fieldShape(importProfile, written, written)
type SaveInput = Pick<ImportProfile, (typeof written)[number]> & { readonly id?: string }

/** `import-profile.save` {id?, name, target, headers, mapping, settings}: writes a new one, or over the one with that id. */
export const saveImportProfile = defineCommand({
  name: 'import-profile.save',
  version: 1,
  requires: 'import.run',
  input: z.strictObject({ id: id.optional(), ...shape }) as unknown as z.ZodType<SaveInput>,
  async load(input, reader) {
    return { profile: input.id === undefined ? null : await reader.need(importProfile, input.id) }
  },
  decide({ profile }, input, context) {
    const { id: _id, ...values } = input
    const fields = defined(values)
    if (profile) {
      const changed = changedFields(profile, fields)
      if (Object.keys(changed).length === 0) return ok({ changes: [], events: [] })
      const patch = { ...changed, ...touched(profile, context.now) }
      return ok({ changes: [{ type: 'patch', entity: importProfile.name, id: profile.id, fields: patch }], events: [] })
    }
    const times = { createdById: context.actor.personId, createdAt: context.now, updatedAt: context.now }
    const row = { ...fields, ...times, id: context.newId(1), clientId: null }
    return ok({ changes: [{ type: 'create', entity: importProfile.name, row }], events: [] })
  }
})
