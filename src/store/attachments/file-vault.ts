// Contents of files on this device: taken in piece by piece, sealed under their client's key, given out only when whole. Invariants: a file
// is kept when its last step is durable, half of one that a person added is dropped at the next start; room is made only with contents that
// the server has; when there is none, what was here stays.

import type { Id } from '#core/kernel/ids.ts'
import { createSha256 } from '#store/service/sha256.ts'
import { isStorageFull } from '#store/service/window-error.ts'
import { type BlobStore, type KeptBlob, type Pin, pieceBytes } from './blob-store.ts'
import type { ClientKeys } from './client-keys.ts'
import { cacheBytes, chooseEvictions } from './eviction.ts'

/** A file as it comes in: a `Blob`, as far as it is used. */
export interface FileSource {
  readonly size: number
  slice(start: number, end: number): { arrayBuffer(): Promise<ArrayBuffer> }
}

/** Where a content belongs. */
export interface Belonging {
  readonly clientId: Id
  readonly ticketId: Id
}

/** There is no room for a file, also after everything was given up that may be. */
export class NoRoom extends Error {
  constructor() {
    super('there is no room for this file')
    this.name = 'NoRoom'
  }
}

/** What the vault is made of. `room`: bytes that the browser still gives, null when it doesn't say. */
export interface VaultDeps {
  readonly store: BlobStore
  readonly keys: ClientKeys
  readonly now: () => number
  readonly randomBytes: (count: number) => Uint8Array
  readonly room: () => Promise<number | null>
  readonly limitBytes?: number
}

/** Left free on the disk for the rows, bytes. */
const reserveBytes = 16_777_216

/** The files of one profile. */
export class FileVault {
  readonly #deps: VaultDeps
  readonly #blobs = new Map<string, KeptBlob>()
  readonly #pins = new Map<string, Pin>()

  constructor(deps: VaultDeps) {
    this.#deps = deps
  }

  /** Reads what is here; what a crash left half taken in is dropped. [ATT3] */
  async open(): Promise<void> {
    const { blobs, pins } = await this.#deps.store.open()
    const halves = blobs.filter(({ source, whole }) => source === 'here' && !whole).map(({ id }) => id)
    if (halves.length > 0) await this.#deps.store.drop(halves)
    for (const blob of blobs) if (!halves.includes(blob.id)) this.#blobs.set(blob.id, blob)
    for (const pin of pins) this.#pins.set(`${pin.of}/${pin.id}`, pin)
  }

  blobs(): readonly KeptBlob[] {
    return [...this.#blobs.values()]
  }

  pins(): readonly Pin[] {
    return [...this.#pins.values()]
  }

  isPinned(of: Pin['of'], id: Id): boolean {
    return this.#pins.has(`${of}/${id}`)
  }

  async pin(pin: Pin, pinned: boolean): Promise<void> {
    const key = `${pin.of}/${pin.id}`
    if (pinned) await this.#deps.store.putPin(pin)
    else await this.#deps.store.dropPin(pin)
    if (pinned) this.#pins.set(key, pin)
    else this.#pins.delete(key)
  }

  /** Takes a file in that a person added here. @throws NoRoom; nothing of it stays, and nothing that was here went for it */
  async add(source: FileSource, belonging: Belonging): Promise<KeptBlob> {
    const { size } = source
    await this.#makeRoom(size)
    const fresh = this.#fresh(belonging, { size, source: 'here', unsent: true, sha256: '' })
    const hash = createSha256()
    let blob = fresh
    try {
      for (let at = 0; at < size; at += pieceBytes) {
        const bytes = new Uint8Array(await source.slice(at, Math.min(size, at + pieceBytes)).arrayBuffer())
        hash.updateBytes(bytes)
        blob = await this.#keepPiece(blob, bytes)
      }
      return await this.#keep({ ...blob, sha256: hash.digest(), whole: true })
    } catch (error) {
      await this.#giveUp(fresh.id)
      throw isStorageFull(error) ? new NoRoom() : error
    }
  }

  /** Begins, or goes on with, a content that the server has. @throws NoRoom */
  async receive(sha256: string, size: number, belonging: Belonging): Promise<KeptBlob> {
    const begun = this.blobs().find((blob) => blob.sha256 === sha256 && blob.ticketId === belonging.ticketId && !blob.whole)
    if (begun) return begun
    await this.#makeRoom(size)
    return this.#keep(this.#fresh(belonging, { size, source: 'server', unsent: false, sha256 }))
  }

  /** Takes the next piece of a content that is received. @throws NoRoom; what was received stays */
  async append(blob: KeptBlob, bytes: Uint8Array<ArrayBuffer>): Promise<KeptBlob> {
    try {
      return await this.#keepPiece(blob, bytes)
    } catch (error) {
      throw isStorageFull(error) ? new NoRoom() : error
    }
  }

  /** Checks a received content as a whole; null when it isn't what the row says, and then it is gone. [ATT7] */
  async complete(blob: KeptBlob): Promise<KeptBlob | null> {
    const hash = createSha256()
    for await (const bytes of this.#opened(blob)) if (bytes) hash.updateBytes(bytes)
    if (hash.digest() === blob.sha256) return this.#keep({ ...blob, whole: true })
    await this.drop([blob.id])
    return null
  }

  /** The pieces of a whole content; null when one of them is damaged. */
  async read(blob: KeptBlob): Promise<readonly Uint8Array<ArrayBuffer>[] | null> {
    const pieces: Uint8Array<ArrayBuffer>[] = []
    for await (const bytes of this.#opened(blob)) {
      if (!bytes) return null
      pieces.push(bytes)
    }
    await this.#keep({ ...blob, usedAt: this.#deps.now() })
    return pieces
  }

  /** One piece; null when it is damaged or gone. */
  async piece(blob: KeptBlob, index: number): Promise<Uint8Array<ArrayBuffer> | null> {
    const sealed = await this.#deps.store.piece(blob.id, index)
    return sealed && this.#deps.keys.open(blob.clientId, placeOf(blob, index), sealed)
  }

  /** The server has it. */
  async sent(blob: KeptBlob): Promise<void> {
    const now = this.#blobs.get(blob.id)
    if (now) await this.#keep({ ...now, unsent: false })
  }

  /** The server lacks it (again): it is kept here until the server has it. */
  async wanted(blob: KeptBlob): Promise<void> {
    const now = this.#blobs.get(blob.id)
    if (now?.whole) await this.#keep({ ...now, unsent: true })
  }

  /** Its ticket went to another client: sealed anew under that one's key, under a new name; the old one goes when the new one is whole. */
  async rehome(blob: KeptBlob, clientId: Id): Promise<void> {
    let next: KeptBlob = { ...blob, id: this.#name(), clientId, received: 0, whole: false, source: 'here' }
    for await (const bytes of this.#opened(blob)) {
      if (!bytes) return this.#giveUp(next.id)
      next = await this.#keepPiece(next, bytes)
    }
    await this.#keep({ ...next, whole: blob.whole, source: blob.source })
    await this.drop([blob.id])
  }

  /** A client that is out of sight: its files go, and the key with which they were sealed. [ATT10] */
  async leave(clientId: Id): Promise<void> {
    await this.#deps.keys.drop(clientId)
    await this.drop(this.blobs().flatMap((blob) => (blob.clientId === clientId ? [blob.id] : [])))
    if (this.isPinned('client', clientId)) await this.pin({ of: 'client', id: clientId }, false)
  }

  async drop(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return
    await this.#deps.store.drop(ids)
    for (const id of ids) this.#blobs.delete(id)
  }

  close(): Promise<void> {
    return this.#deps.store.close()
  }

  #fresh(belonging: Belonging, what: Pick<KeptBlob, 'size' | 'source' | 'unsent' | 'sha256'>): KeptBlob {
    return { id: this.#name(), ...belonging, ...what, received: 0, whole: false, usedAt: this.#deps.now() }
  }

  #name(): string {
    return Array.from(this.#deps.randomBytes(16), (byte) => byte.toString(16).padStart(2, '0')).join('')
  }

  async #keep(blob: KeptBlob): Promise<KeptBlob> {
    await this.#deps.store.put(blob)
    this.#blobs.set(blob.id, blob)
    return blob
  }

  async #keepPiece(blob: KeptBlob, bytes: Uint8Array<ArrayBuffer>): Promise<KeptBlob> {
    const index = Math.floor(blob.received / pieceBytes)
    // Sealed before anything is written: what lies on the disk was never readable there. [ATT2]
    const sealed = await this.#deps.keys.seal(blob.clientId, placeOf(blob, index), bytes)
    const next = { ...blob, received: blob.received + bytes.length }
    await this.#deps.store.put(next, { index, bytes: sealed })
    this.#blobs.set(next.id, next)
    return next
  }

  async *#opened(blob: KeptBlob): AsyncIterable<Uint8Array<ArrayBuffer> | null> {
    for (let at = 0; at < blob.received; at += pieceBytes) yield await this.piece(blob, at / pieceBytes)
  }

  /** A store that is full may not even take a deletion; then the next start drops it. */
  async #giveUp(id: string): Promise<void> {
    await this.#deps.store.drop([id]).catch(() => undefined)
    this.#blobs.delete(id)
  }

  async #makeRoom(needed: number): Promise<void> {
    const { limitBytes = cacheBytes } = this.#deps
    const isPinned = (blob: KeptBlob): boolean => this.isPinned('ticket', blob.ticketId) || this.isPinned('client', blob.clientId)
    await this.drop(chooseEvictions(this.blobs(), needed, limitBytes, isPinned).map(({ id }) => id))
    const room = await this.#deps.room()
    if (room === null || room >= needed + reserveBytes) return
    const held = this.blobs().reduce((sum, { received }) => sum + received, 0)
    const spare = chooseEvictions(this.blobs(), needed, held + room - reserveBytes, isPinned)
    // Whether it is enough is known before anything goes for it. [ATT9]
    if (room + spare.reduce((sum, { received }) => sum + received, 0) < needed + reserveBytes) throw new NoRoom()
    await this.drop(spare.map(({ id }) => id))
  }
}

function placeOf({ id }: KeptBlob, index: number): string {
  return `${id}/${index}`
}
