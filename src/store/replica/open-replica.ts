// Opens a replica.
import type { Replica, ReplicaOptions } from '../replica.ts'

/** Opens the rows of a profile. */
export function openReplica(_options: ReplicaOptions): Promise<Replica> {
  return Promise.reject(new Error('the replica is not written yet'))
}
