// A world of rows in memory on which commands really run: load, merge, decide, apply, with permissions, stamps and numbers.

import type { Actor, CommandCall, CommandEnvelope } from '#core/kernel/command.ts'
import type { BaseRow } from '#core/kernel/entity.ts'
import { type Doc, type Effects, execute, type ExecuteDeps, type Missing } from '#core/kernel/execute.ts'
import { commandId, type Id, sourceId } from '#core/kernel/ids.ts'
import { isEqual, type Stamp } from '#core/kernel/merge.ts'
import type { Refusal } from '#core/kernel/refusal.ts'
import type { Result } from '#core/kernel/result.ts'
import { commandNamed, entityNamed } from '#core/registry.ts'
import type { Rows } from './rows.ts'

/** A stable id for a test's row. */
export function idOf(name: string): Id {
  return sourceId('test', name)
}

/** What a command is run with, where it isn't the usual. */
export interface RunOptions {
  readonly actor?: Partial<Actor>
  readonly base?: Readonly<Record<string, unknown>>
  readonly now?: number
}

export const organisationId = idOf('organisation')
export const startOfTime = Date.UTC(2026, 2, 2, 9)

/** Rows in memory and a clock that ticks a minute per command. */
export class World {
  readonly rows = new Map<string, Doc>()
  readonly stamps = new Map<string, Stamp>()
  now = startOfTime
  #sequence = 0
  #number = 100
  readonly administrator: Actor = { personId: idOf('person/admin'), role: 'administrator', clientIds: null }

  /** The same world, to be changed by itself. */
  copy(): World {
    const world = new World()
    for (const [key, row] of this.rows) world.rows.set(key, row)
    for (const [key, stamp] of this.stamps) world.stamps.set(key, stamp)
    world.now = this.now
    world.#sequence = this.#sequence
    world.#number = this.#number
    return world
  }

  put(entity: string, row: BaseRow): void {
    this.rows.set(`${entity}/${row.id}`, row as Doc)
  }

  get<Name extends keyof Rows>(entity: Name, id: Id): Rows[Name] {
    const row = this.rows.get(`${entity}/${id}`)
    if (!row) throw new Error(`no ${entity} ${id}`)
    return row as unknown as Rows[Name]
  }

  all<Name extends keyof Rows>(entity: Name): readonly Rows[Name][] {
    return [...this.rows.entries()].filter(([key]) => key.startsWith(`${entity}/`)).map(([, row]) => row as unknown as Rows[Name])
  }

  /** Runs a command and applies what it did. */
  async run(name: string, input: unknown, options: RunOptions = {}): Promise<Result<Effects, Refusal | Missing>> {
    const result = await this.dryRun(name, input, options)
    if (result.ok) for (const effect of result.value.rows) this.#apply(effect.entity, effect.id, effect.before, effect.after)
    return result
  }

  /** Runs a command; throws unless it was carried out. */
  async must(name: string, input: unknown, options: RunOptions = {}): Promise<Effects> {
    const result = await this.run(name, input, options)
    if (!result.ok) throw new Error(`${name} was refused: ${JSON.stringify(result.error)}`)
    return result.value
  }

  /** Runs the calls that take a command back. */
  async undo(calls: readonly CommandCall[]): Promise<void> {
    for (const call of calls) await this.must(call.name, call.input)
  }

  /** Runs a command and applies nothing. */
  dryRun(name: string, input: unknown, options: RunOptions = {}): Promise<Result<Effects, Refusal | Missing>> {
    this.now += 60_000
    this.#sequence += 1
    const actor = { ...this.administrator, ...options.actor }
    const at = options.now ?? this.now
    const random = new Uint8Array(8).fill(this.#sequence % 256)
    random[0] = Math.floor(this.#sequence / 256)
    const envelope: CommandEnvelope = {
      id: commandId(this.now, random),
      name,
      version: commandNamed(name)?.version ?? 1,
      input,
      base: options.base ?? {},
      actorId: actor.personId,
      deviceId: idOf('device/laptop'),
      sequence: this.#sequence,
      at,
      clockOffsetMs: 0,
      provisionalNumber: `K7-${this.#sequence}`
    }
    return execute(envelope, this.#deps(actor, at))
  }

  #deps(actor: Actor, now: number): ExecuteDeps {
    const inScope = (row: Doc | undefined): Doc | null =>
      row && (row.clientId === null || actor.clientIds === null || actor.clientIds.includes(row.clientId)) ? row : null
    return {
      commandNamed,
      entityNamed,
      actor,
      organisationId,
      now,
      receivedAt: null,
      nextNumber: () => (this.#number += 1),
      stampOf: (entity, id, field) => this.stamps.get(`${entity}/${id}/${field}`) ?? null,
      reader: {
        get: async (entity, id) => inScope(this.rows.get(`${entity.name}/${id}`)) as never,
        list: async (entity, column, value) =>
          [...this.rows.entries()]
            .filter(([key, row]) => key.startsWith(`${entity.name}/`) && row[column] === value && inScope(row))
            .map(([, row]) => row)
            .sort((a, b) => (a.id < b.id ? -1 : 1)) as never
      }
    }
  }

  #apply(entity: string, id: Id, before: Doc | null, after: Doc | null): void {
    if (!after) {
      this.rows.delete(`${entity}/${id}`)
      return
    }
    entityNamed(entity).schema.parse(after)
    for (const [field, value] of Object.entries(after))
      if (before === null || !isEqual(before[field], value)) this.stamps.set(`${entity}/${id}/${field}`, { at: this.now, commandId: '' })
    this.rows.set(`${entity}/${id}`, after)
  }
}
