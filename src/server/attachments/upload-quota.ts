// How many bytes may come: in all for an organisation, in a day from a device. What an organisation holds is what lies in its folder, looked
// up now and then and counted on in between; what devices sent is counted in the database, so that several processes share one count.

import type pg from 'pg'
import type { Id } from '#core/kernel/ids.ts'
import { Problem } from '../http/problem.ts'
import type { ContentStore } from './content-store.ts'

/** Limits of files. */
export interface FileLimits {
  /** Bytes that an organisation may hold. */
  readonly organisationBytes: number
  /** Bytes that a device may send on one day (UTC). */
  readonly deviceBytesADay: number
  /** Bytes of a piece at least, but for the last one. */
  readonly leastPieceBytes: number
}

/** Enough for a desk with pictures on every ticket; pieces of our own app are 512 KiB. */
export const defaultFileLimits: FileLimits = {
  organisationBytes: 200_000_000_000,
  deviceBytesADay: 20_000_000_000,
  leastPieceBytes: 65_536
}

/** Who sends. */
export interface Sender {
  readonly organisationId: Id
  readonly deviceId: Id
}

/** Watches over the limits. Methods throw `Problem` that names the field and the figures. */
export interface UploadQuota {
  /** Before an upload is begun: is there room for `size` more? @throws `Problem` 507 */
  admit(organisationId: Id, size: number): Promise<void>
  /** Before a piece is kept. @throws `Problem` 507 when the room is used up, 413 when the device has sent too much today, 400 for too small a piece */
  take(sender: Sender, piece: { readonly bytes: number; readonly isLast: boolean }): Promise<void>
}

/** Surroundings of the quota. */
export interface QuotaDeps {
  readonly pool: pg.Pool
  readonly contents: Pick<ContentStore, 'used'>
  readonly limits: FileLimits
  /** UTC milliseconds. */
  readonly now: () => number
}

const dayMs = 86_400_000
/** How old a look into the folder may be. */
const freshMs = 600_000

/** Creates the watch. */
export function createUploadQuota({ pool, contents, limits, now }: QuotaDeps): UploadQuota {
  const looks = new Map<Id, { readonly at: number; used: Promise<number> }>()
  const used = (organisationId: Id): Promise<number> => {
    const known = looks.get(organisationId)
    if (known && now() - known.at < freshMs && now() >= known.at) return known.used
    const look = { at: now(), used: contents.used(organisationId) }
    looks.set(organisationId, look)
    look.used.catch(() => looks.delete(organisationId))
    return look.used
  }
  const admit = async (organisationId: Id, size: number, field: string): Promise<void> => {
    const taken = await used(organisationId)
    if (taken + size <= limits.organisationBytes) return
    const expected = `at most ${limits.organisationBytes} bytes of files, of which ${taken} are taken`
    throw new Problem(507, 'organisation-quota', 'The organisation has no room left for files', { field, expected })
  }
  return {
    admit: (organisationId, size) => admit(organisationId, size, 'upload-length'),
    async take({ organisationId, deviceId }, { bytes, isLast }) {
      if (bytes < limits.leastPieceBytes && !isLast) {
        const expected = `at least ${limits.leastPieceBytes} bytes, but for the last piece`
        throw new Problem(400, 'piece-too-small', 'The piece is too small', { field: 'body', expected })
      }
      // Uploads that were begun side by side were each admitted to the same room.
      await admit(organisationId, bytes, 'body')
      const values = [organisationId, deviceId, Math.floor(now() / dayMs), bytes, limits.deviceBytesADay]
      const { rows } = await pool.query<{ taken: boolean }>('SELECT fixpoint.count_upload($1, $2, $3, $4, $5) AS taken', values)
      if (rows[0]?.taken !== true) {
        const expected = `at most ${limits.deviceBytesADay} bytes a day from one device`
        throw new Problem(413, 'device-quota', 'This device has sent too much today', { field: 'body', expected })
      }
      const look = looks.get(organisationId)
      if (look) look.used = look.used.then((taken) => taken + bytes)
    }
  }
}
