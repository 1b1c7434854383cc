// A file system in memory that forgets what was not synced. Each write, truncation, rename, removal and sync is one step; at a chosen step it
// fails or the power goes, and what was not synced is then lost, kept or torn, as the seed says.

import type { FilePort, OpenFile } from '#core/journal/file-port.ts'
import { createChance } from './simulation/chance.ts'

/** What happens at a step: an error that is told, or the end of the machine. */
export type StepFault = 'io-error' | 'full-disk' | 'half-then-error' | 'power-cut'

/** Thrown by everything after the power went. */
export class PowerCut extends Error {}

interface Content {
  /** What a reader sees. */
  bytes: Uint8Array
  /** What is on the disk for sure. */
  synced: Uint8Array
}

export class FaultyFiles implements FilePort {
  /** Steps taken so far. */
  steps = 0
  /** Steps at which something happens. */
  readonly faults = new Map<number, StepFault>()
  private names = new Map<string, Content>()
  private syncedNames = new Map<string, Content>()
  private isCut = false

  async open(name: string): Promise<OpenFile> {
    this.check()
    const content = this.names.get(name) ?? { bytes: new Uint8Array(), synced: new Uint8Array() }
    this.names.set(name, content)
    return {
      size: async () => (this.check(), content.bytes.length),
      read: async (offset, size) => (this.check(), content.bytes.slice(offset, offset + size)),
      write: async (offset, bytes) =>
        this.step(
          () => (content.bytes = spliced(content.bytes, offset, bytes)),
          () => (content.bytes = spliced(content.bytes, offset, bytes.subarray(0, bytes.length >> 1)))
        ),
      truncate: async (size) => this.step(() => (content.bytes = content.bytes.slice(0, size))),
      sync: async () => this.step(() => (content.synced = content.bytes)),
      close: async () => undefined
    }
  }

  async rename(from: string, to: string): Promise<void> {
    this.step(() => {
      const content = this.names.get(from)
      if (!content) throw new Error(`${from} is not there`)
      this.names.set(to, content)
      this.names.delete(from)
    })
  }

  async remove(name: string): Promise<void> {
    if (this.names.has(name)) this.step(() => this.names.delete(name))
    else this.check()
  }

  async syncNames(): Promise<void> {
    this.step(() => (this.syncedNames = new Map(this.names)))
  }

  /** The machine starts again: what was not synced came through whole, in part, as rubbish or not at all. */
  restart(seed: number): void {
    const chance = createChance(seed)
    if (chance.happens(0.5)) this.names = new Map(this.syncedNames)
    for (const content of new Set(this.names.values())) {
      content.bytes = afterCut(content, chance.between(0, 3), chance.next())
      content.synced = content.bytes
    }
    this.syncedNames = new Map(this.names)
    this.isCut = false
    this.faults.clear()
  }

  bytesOf(name: string): Uint8Array {
    return this.names.get(name)?.bytes ?? new Uint8Array()
  }

  namesNow(): readonly string[] {
    return [...this.names.keys()]
  }

  private check(): void {
    if (this.isCut) throw new PowerCut('the power is gone')
  }

  private step(whole: () => void, half: () => void = whole): void {
    this.check()
    const fault = this.faults.get(++this.steps)
    if (fault === 'power-cut') {
      half()
      this.isCut = true
      throw new PowerCut('the power goes')
    }
    if (fault === 'half-then-error') half()
    if (fault !== undefined) throw Object.assign(new Error(fault), { code: fault === 'io-error' ? 'EIO' : 'ENOSPC' })
    whole()
  }
}

function spliced(bytes: Uint8Array, offset: number, added: Uint8Array): Uint8Array {
  const result = new Uint8Array(Math.max(bytes.length, offset + added.length))
  result.set(bytes)
  result.set(added, offset)
  return result
}

/** 0: all of it came through, 1: nothing, 2: a part of what was added, 3: what was added is rubbish. What was synced stays. */
function afterCut({ bytes, synced }: Content, outcome: number, share: number): Uint8Array {
  if (outcome === 1) return synced
  if (outcome === 0 || bytes.length <= synced.length) return outcome === 0 ? bytes : synced
  const added = bytes.subarray(synced.length)
  if (outcome === 2) return bytes.slice(0, synced.length + Math.floor(added.length * share))
  return new Uint8Array([...synced, ...added.map((byte) => byte ^ 0x5a)])
}
