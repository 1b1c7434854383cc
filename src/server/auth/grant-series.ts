// Grants a device the series of numbers from which it issues invoices with the network cut. One identity, one series: a device that forked or was
// set up anew signs in under a new identity and gets another one.

import { devicePrefixes, deviceSeriesId, grantedSeries } from '#core/billing/device-series.ts'
import { numberSeries } from '#core/billing/number-series.entity.ts'
import type { Id } from '#core/kernel/ids.ts'
import type { Viewer } from '../store/server-store.ts'
import type { DecisionBuffer, RowStep } from '../sync/decision-buffer.ts'

/**
 * The row to write, or none when the device has its series. A restored server grants the same one again.
 * @throws when every prefix of the device is taken: some 2^59 devices would be needed
 */
export async function grantSteps(buffer: DecisionBuffer, viewer: Viewer, deviceId: Id, now: number): Promise<readonly RowStep[]> {
  if (await buffer.row(viewer, numberSeries.name, deviceSeriesId(deviceId))) return []
  for (const prefix of devicePrefixes(deviceId)) {
    if ((await buffer.rows(viewer, numberSeries.name, 'prefix', prefix)).length > 0) continue
    const doc = numberSeries.schema.parse(grantedSeries(deviceId, prefix, now))
    return [{ entity: numberSeries.name, before: null, doc: { ...doc }, deletedAt: null, stamps: {}, by: viewer.personId }]
  }
  throw new Error(`no prefix is free for device ${deviceId}`)
}
