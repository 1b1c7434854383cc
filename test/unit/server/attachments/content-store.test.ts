// The server's folder of contents after a crash at every write: a torn file, one that was renamed and never told of, a full disk. Whoever
// sends goes on where it ended, and nothing half is ever given out.

import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ContentRow, type ContentStore, createContentStore } from '#server/attachments/content-store.ts'
import { type DurableFiles, nodeFiles, unfinished } from '#server/attachments/durable-files.ts'
import { idOf } from '../../../support/rows.ts'
import { hexOf, someBytes } from '../../../support/tus.ts'

const organisation = idOf(1)
const bytes = someBytes(2500)
const row: ContentRow = { id: idOf(2), sha256: hexOf(bytes), size: bytes.length }
let folder = ''

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fixpoint-contents-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

type Fault = 'nothing written' | 'torn' | 'written, not told' | 'disk full'

/** The disk, failing at its n-th change. */
function faulty(at: number, fault: Fault): { readonly files: DurableFiles; readonly changes: () => number } {
  let changes = 0
  const step = async (path: string, change: () => Promise<void>): Promise<void> => {
    if (++changes !== at) return change()
    if (fault === 'disk full') throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
    if (fault === 'torn') await writeFile(join(dirname(path), `torn${unfinished}`), bytes.subarray(0, 7)).catch(() => undefined)
    if (fault === 'written, not told') await change()
    throw new Error('crashed')
  }
  const files = {
    ...nodeFiles,
    put: (path: string, content: Parameters<DurableFiles['put']>[1]) => step(path, () => nodeFiles.put(path, content))
  }
  return { files: { ...files, drop: (path) => step(path, () => nodeFiles.drop(path)) }, changes: () => changes }
}

/** Sends from wherever the store stands, as a client does. */
async function send(store: ContentStore): Promise<void> {
  if (await store.has(organisation, row)) return
  if ((await store.offset(organisation, row)) === null) await store.begin(organisation, row)
  while (!(await store.has(organisation, row))) {
    const offset = (await store.offset(organisation, row)) ?? 0
    // A crash before the end left all pieces there: the last one is sent again.
    await store.append(organisation, row, offset, bytes.subarray(offset, offset + 1000))
  }
}

async function contentOf(store: ContentStore): Promise<string> {
  const pieces: Uint8Array[] = []
  for await (const piece of store.read(organisation, row, 0, row.size)) pieces.push(piece)
  return hexOf(Buffer.concat(pieces))
}

describe('a crash of the server', () => {
  it.each(['nothing written', 'torn', 'written, not told', 'disk full'] as const)(
    '[ATT4] at every write (%s) costs at most a piece, and nothing half is given out',
    async (fault) => {
      const whole = faulty(Infinity, fault)
      await send(createContentStore(folder, whole.files))
      const changes = whole.changes()
      expect(changes).toBeGreaterThan(5)
      for (let at = 1; at <= changes; at++) {
        await rm(folder, { recursive: true, force: true })
        const { files } = faulty(at, fault)
        await send(createContentStore(folder, files)).catch(() => undefined)
        const after = createContentStore(folder)
        if (await after.has(organisation, row)) expect(await contentOf(after), `${fault} at ${at}`).toBe(row.sha256)
        await send(after)
        expect(await contentOf(after), `${fault} at ${at}`).toBe(row.sha256)
        await after.expire(Date.now() + 1000)
        const left = await readdir(folder, { recursive: true })
        expect(left.filter((name) => name.endsWith(unfinished) || /uploads[/\\]./.test(name))).toEqual([])
      }
    }
  )

  it('[ATT5] a piece that was damaged on the server’s own disk is noticed at the end, and all is sent anew', async () => {
    const store = createContentStore(folder)
    await store.begin(organisation, row)
    await store.append(organisation, row, 0, bytes.subarray(0, 1000))
    await writeFile(join(folder, organisation, 'uploads', row.id, '0'), someBytes(1000, 9))
    expect(await store.append(organisation, row, 1000, bytes.subarray(1000))).toMatchObject({ type: 'mismatch' })
    expect([await store.has(organisation, row), await store.offset(organisation, row)]).toEqual([false, null])
    await send(store)
    expect(await contentOf(store)).toBe(row.sha256)
  })

  it('[ATT13] an attachment has no content before its own bytes were sent, though another one’s lie there', async () => {
    const store = createContentStore(folder)
    await send(store)
    const other = { ...row, id: idOf(3) }
    expect(await store.has(organisation, other)).toBe(false)
    expect(await store.has(idOf(4), row)).toBe(false)
    await store.mark(organisation, other)
    expect(await store.has(organisation, other)).toBe(true)
  })
})
