// What the server committed, watched from outside: no command is applied twice in one history. A restore takes the history back too.

import type { DecisionBatch } from '#server/store/server-store.ts'

export interface Audit {
  /** Hears of every committed decision. @throws when a command was applied before */
  committed(batches: readonly DecisionBatch[]): void
  backup(): ReadonlyMap<string, string>
  /** Answers the ids of the commands that are forgotten. */
  restore(kept: ReadonlyMap<string, string>): readonly string[]
}

export function createAudit(): Audit {
  let applied = new Map<string, string>()
  return {
    committed(batches) {
      for (const record of batches.flatMap(({ commands }) => commands)) {
        if (record.outcome.type !== 'applied' || !record.isFirst) continue
        const place = `${record.deviceId}:${record.sequence} at ${record.outcome.version}`
        const earlier = applied.get(record.commandId)
        if (earlier !== undefined) throw new Error(`${record.commandId} was applied twice: as ${earlier} and as ${place}`)
        applied.set(record.commandId, place)
      }
    },
    backup: () => new Map(applied),
    restore(kept) {
      const forgotten = [...applied.keys()].filter((id) => !kept.has(id))
      applied = new Map(kept)
      return forgotten
    }
  }
}
