// What locked-out devices had not sent: taken in sealed, shown to administrators of the whole organisation, never carried out. A box that
// comes twice counts once. The device's row then says when it was wiped and how many commands it handed in.

import { createHash } from 'node:crypto'
import type pg from 'pg'
import type { Id } from '#core/kernel/ids.ts'
import { isAllowed } from '#core/kernel/permission.ts'
import { device } from '#core/organisation/device.entity.ts'
import type { RescueRequest } from '#sync/protocol/session.ts'
import { Problem } from '../http/problem.ts'
import type { ServerStore, Viewer } from '../store/server-store.ts'
import { createDecisionBuffer } from '../sync/decision-buffer.ts'
import { openBox, ownerOfToken, type RescueOwner } from './rescue-key.ts'

/** Takes unsent work in and shows it. Methods throw `Problem`. */
export interface RescueService {
  /** Whose rescue token it is. @throws `Problem` 401 */
  ownerOf(token: string): Promise<RescueOwner>
  /** Keeps a box and notes on the device that it was wiped. @throws `Problem` 409 when the device has handed in too much */
  keep(owner: RescueOwner, request: RescueRequest): Promise<void>
  /** What a device handed in, as the JSON texts that were sealed; a box that does not open as it came. @throws `Problem` 403 */
  read(viewer: Viewer, deviceId: Id): Promise<readonly string[]>
}

/** Surroundings of the service. */
export interface RescueDeps {
  readonly pool: pg.Pool
  readonly store: ServerStore
  /** UTC milliseconds. */
  readonly now: () => number
}

/** Boxes that one device may hand in: copies of a profile have their own, and much work is in several. */
const mostBoxes = 16

/** Creates the service. */
export function createRescueService({ pool, store, now }: RescueDeps): RescueService {
  return {
    async ownerOf(token) {
      const owner = await ownerOfToken(pool, token)
      if (!owner) throw new Problem(401, 'signed-out', 'This is no token of a device that was locked out', { field: 'authorization' })
      return owner
    },
    async keep(owner, { sealed, commands }) {
      const { organisationId, deviceId } = owner
      const box = Buffer.from(sealed, 'base64')
      const digest = createHash('sha256').update(box).digest()
      const { rows } = await pool.query<{ status: string }>('SELECT fixpoint.keep_rescue($1, $2, $3, $4, $5, $6, $7) AS status', [
        organisationId,
        deviceId,
        digest,
        now(),
        box,
        commands,
        mostBoxes
      ])
      const status = rows[0]?.status
      if (status === 'full') {
        const expected = `at most ${mostBoxes} boxes of one device`
        throw new Problem(409, 'rescue-full', 'This device has handed in too much already', { field: 'sealed', expected })
      }
      // Also for one that came before: whoever kept it may have ended before it was noted.
      await noteWipe(pool, store, owner, now())
    },
    async read(viewer, deviceId) {
      if (!isAllowed(viewer.role, 'organisation.edit') || viewer.clientIds !== null) {
        const expected = 'an administrator who sees all clients'
        throw new Problem(403, 'forbidden', 'Only an administrator of all clients reads what devices had not sent', { expected })
      }
      const values = [viewer.organisationId, deviceId]
      const { rows } = await pool.query<{ box: Buffer }>('SELECT box FROM fixpoint.find_rescue($1, $2) AS box', values)
      const openedOr = async (box: Buffer): Promise<string> =>
        // Sealed for another key, or damaged: it is still all that there is of that work.
        (await openBox(pool, viewer.organisationId, box)) ?? JSON.stringify({ form: 'fixpoint-sealed-1', sealed: box.toString('base64') })
      return Promise.all(rows.map(({ box }) => openedOr(box)))
    }
  }
}

/** Written in an administrator's name: the device's own person may be locked out as well. */
async function noteWipe(pool: pg.Pool, store: ServerStore, { organisationId, deviceId }: RescueOwner, now: number): Promise<void> {
  const found = await pool.query<{ id: Id | null }>('SELECT fixpoint.any_administrator($1) AS id', [organisationId])
  const personId = found.rows[0]?.id
  if (!personId) return
  await store.decide(organisationId, async (decision) => {
    const buffer = createDecisionBuffer(decision)
    const viewer = await buffer.viewer(organisationId, personId)
    const before = viewer && (await buffer.row(viewer, device.name, deviceId))
    if (!before) return
    const { rows } = await pool.query<{ commands: number }>('SELECT fixpoint.rescued_commands($1, $2) AS commands', [
      organisationId,
      deviceId
    ])
    const rescuedCommands = rows[0]?.commands ?? 0
    const known = device.schema.parse(before.doc)
    const isNoted = typeof known.wipedAt === 'number' && known.rescuedCommands === rescuedCommands
    if (isNoted) return
    const doc = { ...known, wipedAt: known.wipedAt ?? now, rescuedCommands }
    buffer.take([{ entity: device.name, before, doc, deletedAt: null, stamps: before.stamps, by: personId }], [])
    await buffer.flush()
  })
}
