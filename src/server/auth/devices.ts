// A device comes into being when somebody signs in on it. Its row syncs like any other; what makes it is this module, not a command.

import { device, type Device } from '#core/organisation/device.entity.ts'
import { Problem } from '../http/problem.ts'
import type { ServerStore } from '../store/server-store.ts'
import type { Caller } from '../sync/decide-command.ts'
import { createDecisionBuffer } from '../sync/decision-buffer.ts'
import { grantSteps } from './grant-series.ts'

/** How stale `lastSeenAt` may get before a sign-in writes it again, milliseconds. */
const seenMs = 3_600_000

/** What a device says of itself; `now` in UTC milliseconds. */
export interface DeviceFacts {
  readonly name: string
  readonly platform: string
  readonly now: number
}

/**
 * Registers a device, or sees a known one again, and grants it a series of invoice numbers. An unknown id is taken as it is: after a restore devices keep theirs.
 * @throws `Problem` when the device belongs to another person or was revoked
 */
export async function registerDevice(store: ServerStore, caller: Caller, { name, platform, now }: DeviceFacts): Promise<void> {
  await store.decide(caller.organisationId, async (decision) => {
    const buffer = createDecisionBuffer(decision)
    const viewer = await buffer.viewer(caller.organisationId, caller.personId)
    if (!viewer) throw new Problem(401, 'revoked', 'This person may no longer sign in')
    const before = await buffer.row(viewer, device.name, caller.deviceId)
    const known = before ? device.schema.parse(before.doc) : null
    if (known && known.personId !== caller.personId)
      throw new Problem(403, 'foreign-device', 'This device is registered for another person', { field: 'deviceId' })
    if (known?.revokedAt) throw new Problem(401, 'revoked', 'This device was locked out', { field: 'deviceId' })
    const granted = await grantSteps(buffer, viewer, caller.deviceId, now)
    if (known && now - known.lastSeenAt < seenMs && granted.length === 0) return
    const doc: Device = {
      id: caller.deviceId,
      clientId: null,
      personId: caller.personId,
      // What people call it by now: a sign-in must not write over it.
      name: known?.name ?? name,
      platform: known?.platform ?? platform,
      registeredAt: known?.registeredAt ?? now,
      lastSeenAt: now,
      revokedAt: null
    }
    const stamps = before?.stamps ?? {}
    const seen = { entity: device.name, before, doc: { ...device.schema.parse(doc) }, deletedAt: null, stamps, by: caller.personId }
    buffer.take([seen, ...granted], [])
    await buffer.flush()
  })
}
