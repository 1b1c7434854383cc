// Locks a device out for good, as when a laptop is lost. It can sign in again only as a new device; so there is no undo. Its series of
// numbers ends with it.

import { z } from 'zod'
import { numberSeries } from '../billing/number-series.entity.ts'
import type { Change } from '../kernel/change.ts'
import { defineCommand } from '../kernel/command.ts'
import { ok } from '../kernel/result.ts'
import { id } from '../kernel/schema.ts'
import { device } from './device.entity.ts'
import { checkDeviceOwner } from './device.rules.ts'

/** `device.revoke` {id}. One's own devices; an administrator any. A no-op when revoked already. */
export const revokeDevice = defineCommand({
  name: 'device.revoke',
  version: 1,
  requires: 'ticket.work',
  input: z.strictObject({ id }),
  async load(input, reader) {
    return { device: await reader.need(device, input.id), series: await reader.list(numberSeries, 'deviceId', input.id) }
  },
  decide(state, _input, context) {
    const row = state.device
    const refused = checkDeviceOwner(row, context)
    if (refused) return refused
    if (row.revokedAt !== null) return ok({ changes: [], events: [] })
    return ok({
      changes: [
        { type: 'patch', entity: device.name, id: row.id, fields: { revokedAt: context.now } },
        ...state.series.map((series): Change => {
          const fields = { closedAt: context.now, updatedAt: context.now }
          return { type: 'patch', entity: numberSeries.name, id: series.id, fields }
        })
      ],
      events: [{ kind: 'device.revoked', subjectEntity: device.name, subjectId: row.id, clientId: null }]
    })
  }
})
