// The beginning of a fresh snapshot of everything.

import type { SnapshotUnderWay } from '#sync/ports.ts'
import { entities } from '#core/registry.ts'
import type { ReplicaState } from './state.ts'

/** Where rows are here already, what comes is kept aside until it is whole; the very first rows are shown as they come. */
export function freshSnapshot(state: ReplicaState): SnapshotUnderWay {
  const hasRows = entities.some((entity) => state.directory.clients(entity.name).length > 0)
  return { clients: null, after: null, cursor: 0, aside: hasRows }
}
