// A desk in memory with a row of every kind for each of two clients, its commands decided by the server's own services. A kind that is
// added is there without a line here, unless it has fields that no plain value fits.

import type { CommandDefinition } from '#core/kernel/command.ts'
import type { Doc } from '#core/kernel/execute.ts'
import { commandId } from '#core/kernel/ids.ts'
import { roles, type Role } from '#core/kernel/permission.ts'
import { commandNamed, entities } from '#core/registry.ts'
import { createMemoryStore, type MemoryStore } from '#server/store/memory-store.ts'
import { createPullService, type PullService } from '#server/sync/pull-service.ts'
import { createPushService, type PushService } from '#server/sync/push-service.ts'
import type { Outcome, WireCommand } from '#sync/protocol/push.ts'
import { idOf, rowOf } from '../rows.ts'

/** Ids of the desk and of its neighbour, which holds rows of its own. */
export const full = { organisation: idOf(1), neighbour: idOf(2), north: idOf(10), south: idOf(20), device: idOf(900) } as const

/** Reaches of people: everything, one client, the other, none. */
export const reaches = { all: null, north: [full.north], south: [full.south], none: [] } as const satisfies Record<
  string,
  readonly string[] | null
>

/** Name of a reach. */
export type Reach = keyof typeof reaches

export const reachNames = Object.keys(reaches) as readonly Reach[]
export const at = Date.UTC(2026, 2, 2, 9)

/** A person of this role and reach. */
export function personOf(role: Role, reach: Reach, active = true): string {
  return idOf(1_000 + roles.indexOf(role) * 10 + reachNames.indexOf(reach) + (active ? 0 : 500))
}

/** The row of a kind that belongs to a client, or to all (of which there is one). */
export function rowIdOf(entity: string, client: 'north' | 'south'): string {
  const place = entities.findIndex(({ name }) => name === entity)
  if (entity === 'client') return full[client]
  if (entity === 'organisation') return full.organisation
  return idOf(2_000 + place * 10 + (client === 'south' && entities[place]?.scope === 'client' ? 1 : 0))
}

const week = { mon: [['09:00', '17:00']], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] }
/** Fields that no plain value fits. */
const particular: Readonly<Record<string, object>> = {
  calendar: { weekly: week },
  charge: { quantity: '1' },
  service_report: {
    content: {
      provider: 'x',
      client: 'x',
      site: 'x',
      ticketNumber: 'x',
      subject: 'x',
      technician: 'x',
      timeZone: 'UTC',
      summary: 'x',
      work: [],
      parts: [],
      assets: []
    }
  }
}

/** What a desk can be asked. */
export interface FullDesk {
  readonly store: MemoryStore
  readonly push: PushService
  readonly pull: PullService
  /** Commands whose code threw, with the error: none may. */
  readonly poisoned: readonly string[]
  /** Sends commands of a person from a device of their own, each with an input as it comes out of JSON. */
  send(personId: string, ...sent: readonly Sent[]): Promise<readonly Outcome[]>
}

/** A command to send; what is left out is usual. */
export type Sent = { readonly name: string; readonly input: unknown } & Partial<WireCommand>

/** Made once: finding a plain value for each field is dear. */
let firstRows: readonly (readonly [string, Doc])[] | undefined

/** Makes one. */
export async function openFullDesk(): Promise<FullDesk> {
  const store = createMemoryStore()
  firstRows ??= [...kindRows(), ...people()]
  await fill(store, full.organisation, firstRows)
  const stranger = rowOf('person', { id: idOf(3), clientId: null, role: 'administrator', clientIds: null, active: true })
  await fill(store, full.neighbour, [['person', stranger]])
  const poisoned: string[] = []
  const onPoison = ({ name, input }: WireCommand, error: unknown): void =>
    void poisoned.push(`${name} ${JSON.stringify(input).slice(0, 500)}: ${error instanceof Error ? error.stack : String(error)}`)
  const push = createPushService({ store, commandNamed, now: () => at, onPoison })
  const sequences = new Map<string, number>()
  return {
    store,
    push,
    pull: createPullService({ store, now: () => at }),
    poisoned,
    async send(personId, ...sent) {
      const deviceId = `${personId.slice(0, 9)}d0d0${personId.slice(13)}`
      const first = (sequences.get(deviceId) ?? 0) + 1
      sequences.set(deviceId, first + sent.length - 1)
      const all = sent.map((each, index) => wireCommand(first + index, personId, each))
      const answer = await push.push({ organisationId: full.organisation, personId, deviceId }, { protocol: 1, epoch: null, commands: all })
      return answer.outcomes.map(({ outcome }) => outcome)
    }
  }
}

function wireCommand(sequence: number, personId: string, sent: Sent): WireCommand {
  const place = [sequence >> 16, sequence >> 8, sequence].map((part) => part & 255)
  const random = Uint8Array.from([...Buffer.from(personId.slice(-10), 'hex'), ...place])
  const version = commandNamed(sent.name)?.version ?? 1
  const usual = { sequence, version, base: {}, at, clockOffsetMs: 0, provisionalNumber: 'X-1' }
  return {
    id: commandId(at + sequence, random.slice(-8)),
    ...usual,
    ...sent,
    input: JSON.parse(JSON.stringify(sent.input ?? null)) as unknown
  }
}

function people(): readonly (readonly [string, Doc])[] {
  return [true, false].flatMap((active) =>
    roles.flatMap((role) =>
      reachNames.map((reach) => {
        const id = personOf(role, reach, active)
        return [
          'person',
          rowOf('person', { id, clientId: null, email: `${id}@desk.example`, role, clientIds: reaches[reach], active })
        ] as const
      })
    )
  )
}

function kindRows(): readonly (readonly [string, Doc])[] {
  return entities
    .filter(({ name }) => name !== 'person')
    .flatMap(({ name, scope }) =>
      (scope === 'client' ? (['north', 'south'] as const) : (['north'] as const)).map((client) => {
        const own = { id: rowIdOf(name, client), clientId: scope === 'client' ? full[client] : null, ...particular[name] }
        const plain = rowOf(name, own)
        return [name, { ...plain, ...linksOf(name, client, plain), ...own }] as const
      })
    )
}

/** Fields that must name another row name one of the same client. */
function linksOf(name: string, client: 'north' | 'south', plain: Doc): object {
  const links = Object.entries(entities.find((each) => each.name === name)?.references ?? {})
    .filter(([field]) => plain[field] !== null)
    .map(([field, target]) => [field, target === 'person' ? personOf('technician', client) : rowIdOf(target, client)])
  return Object.fromEntries(links) as object
}

async function fill(store: MemoryStore, organisationId: string, rows: readonly (readonly [string, Doc])[]): Promise<void> {
  store.create(organisationId, idOf(5_000))
  const stored = rows.map(([entity, doc], index) => ({
    entity,
    id: doc.id,
    version: index + 1,
    deletedAt: null,
    doc,
    stamps: {},
    isNew: true,
    by: idOf(3)
  }))
  await store.decide(organisationId, (decision) =>
    decision.write({ version: rows.length, numbers: {}, rows: stored, leaves: [], commands: [] })
  )
}

/** Ids that stand in a command's input under a field's name, of one client. */
export function idsFor({ name }: CommandDefinition, client: 'north' | 'south'): (field: string) => readonly string[] {
  const own = (name.startsWith('import.') ? name.slice(7) : (name.split('.')[0] ?? '')).replaceAll('-', '_')
  return (field) => {
    if (field !== 'id' && !/Ids?$/.test(field)) return []
    const kind =
      field === 'id' ? kindOf(own) : kindOf(field.replace(/Ids?$/, '').replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`))
    if (kind === undefined) return [idOf(7)]
    return kind === 'person' ? [personOf('technician', client), personOf('agent', client)] : [rowIdOf(kind, client)]
  }
}

/** The kind of record that a word means: `from_client` a client, `series` a number series. */
function kindOf(word: string): string | undefined {
  const said = otherNames[word] ?? word
  const names = entities.map((entity) => entity.name)
  return names.find((name) => name === said) ?? names.find((name) => said.endsWith(`_${name}`) || name.endsWith(`_${said}`))
}

/** Words of fields and commands for records with another name. */
const otherNames: Readonly<Record<string, string>> = {
  assignee: 'person',
  owner: 'person',
  duplicate_of: 'ticket',
  parent: 'ticket',
  time: 'time_entry',
  stock: 'stock_move'
}
