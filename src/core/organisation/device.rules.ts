// Rules of devices: people look after their own, administrators after all.

import type { DecideContext } from '../kernel/command.ts'
import { isAllowed } from '../kernel/permission.ts'
import { type Refusal, refuse } from '../kernel/refusal.ts'
import type { Result } from '../kernel/result.ts'
import type { Device } from './device.entity.ts'

/** Refuses a device of somebody else unless the actor administers the organisation. */
export function checkDeviceOwner(row: Device, context: DecideContext): Result<never, Refusal> | null {
  const own = row.personId === context.actor.personId
  return own || isAllowed(context.actor.role, 'organisation.edit')
    ? null
    : refuse('forbidden', { values: { permission: 'organisation.edit' } })
}
