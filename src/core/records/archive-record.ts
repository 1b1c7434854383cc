// Archiving and restoring, the same for every record: nothing is deleted, doing it twice is a no-op, each undoes the other.

import { z } from 'zod'
import type { Change } from '../kernel/change.ts'
import type { CommandDefinition, DecideContext, Reader } from '../kernel/command.ts'
import type { BaseRow, EntityDefinition } from '../kernel/entity.ts'
import type { Id } from '../kernel/ids.ts'
import type { Permission } from '../kernel/permission.ts'
import type { Refusal } from '../kernel/refusal.ts'
import { ok, type Result } from '../kernel/result.ts'
import { id } from '../kernel/schema.ts'
import { touched } from './fields.ts'

/** A row that can be archived. */
export interface ArchivableRow extends BaseRow {
  readonly archivedAt: number | null
}

/** What one archive or restore command adds to the shared shape. */
export interface ArchiveOptions<Name extends string, Row extends ArchivableRow, Extra> {
  readonly name: Name
  readonly entity: EntityDefinition<string, Row>
  readonly requires: Permission
  /** Kind of the event: `client.archived`. */
  readonly event: string
  /** True archives, false restores. */
  readonly archives: boolean
  /** The command that takes it back. */
  readonly undo: string
  extra?(row: Row, reader: Reader): Promise<Extra>
  /** A rule of this kind of record; null when it may be done. */
  check?(row: Row, extra: Extra, context: DecideContext): Result<never, Refusal> | null
  /** What the command writes beside its row. */
  also?(after: Row, extra: Extra): readonly Change[]
}

/** Declares an archive or restore command with the input `{id}`. */
export function defineArchive<const Name extends string, Row extends ArchivableRow, Extra = null>(
  options: ArchiveOptions<Name, Row, Extra>
): CommandDefinition<Name, { readonly id: Id }, { readonly row: Row; readonly extra: Extra }> {
  const { entity } = options
  const isDone = (row: Row): boolean => (row.archivedAt !== null) === options.archives
  return {
    name: options.name,
    version: 1,
    requires: options.requires,
    input: z.strictObject({ id }),
    async load(input, reader) {
      const row = await reader.need(entity, input.id)
      return { row, extra: options.extra ? await options.extra(row, reader) : (null as Extra) }
    },
    decide({ row, extra }, _input, context) {
      if (isDone(row)) return ok({ changes: [], events: [] })
      const refused = options.check?.(row, extra, context)
      if (refused) return refused
      const fields = { archivedAt: options.archives ? context.now : null, ...touched(row, context.now) }
      return ok({
        changes: [{ type: 'patch', entity: entity.name, id: row.id, fields }, ...(options.also?.({ ...row, ...fields }, extra) ?? [])],
        events: [{ kind: options.event, subjectEntity: entity.name, subjectId: row.id, clientId: row.clientId }]
      })
    },
    invert: ({ row }, input) => (isDone(row) ? [] : [{ name: options.undo, input: { id: input.id } }])
  }
}
