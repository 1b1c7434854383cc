// A digest of what a device sent as a command, independent of the order of members: the same command always has the same one.

import { createHash } from 'node:crypto'
import type { WireCommand } from '#sync/protocol/push.ts'

/** SHA-256 of name, version, input, base and event time, hex. */
export function commandDigest(command: WireCommand): string {
  const { name, version, input, base, at } = command
  return createHash('sha256')
    .update(JSON.stringify(sorted([name, version, input ?? null, base, at])))
    .digest('hex')
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (value === null || typeof value !== 'object') return value
  return Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => [key, sorted(member)])
}
