// A small desk for tests of sync: the real replica, engine and server services in one process, on a clock that the test moves.
// The network is perfect until the test says otherwise.

import type { Doc } from '#core/kernel/execute.ts'
import { createChance } from './simulation/chance.ts'
import { SimDevice } from './simulation/sim-device.ts'
import { createSimNetwork } from './simulation/sim-network.ts'
import { createSimServer, type SimServer } from './simulation/sim-server.ts'
import { createWorldClock, settled, type WorldClock } from './simulation/world-clock.ts'

export interface Desk {
  readonly clock: WorldClock
  readonly server: SimServer
  /** A device of that person, started. */
  device(personId: string, name?: string): Promise<SimDevice>
  /** Lets time pass, milliseconds. */
  pass(ms: number): Promise<void>
  /** Every living device syncs until nothing moves. */
  sync(): Promise<void>
  /** A row as the server has it; null when it isn't there. */
  serverRow(entity: string, id: string): Doc | null
  /** All live rows of an entity on the server. */
  serverRows(entity: string): readonly Doc[]
  /** Outcome of a command on the server. */
  outcome(commandId: string): string | null
}

interface Backup {
  readonly rows: readonly (readonly [string, readonly (readonly [string, { deletedAt: number | null; doc: Doc }])[]])[]
  readonly commands: readonly { readonly commandId: string; readonly isFirst: boolean; readonly outcome: { readonly type: string } }[]
}

export async function openDesk(): Promise<Desk> {
  const start = Date.UTC(2026, 0, 5)
  const clock = createWorldClock(start)
  const chance = createChance(7)
  const server = await createSimServer(() => clock.now(), start)
  const devices: SimDevice[] = []
  const backup = (): Backup => (JSON.parse(server.store.backup()) as [string, Backup][])[0]?.[1] ?? { rows: [], commands: [] }
  const serverRows = (entity: string): readonly Doc[] => {
    const rows = backup().rows.find(([name]) => name === entity)?.[1] ?? []
    return rows.filter(([, row]) => row.deletedAt === null).map(([, row]) => row.doc)
  }
  const pass = (ms: number): Promise<void> => clock.runUntil(clock.now() + ms)
  return {
    clock,
    server,
    async device(personId, name = `device${devices.length + 1}`) {
      const network = createSimNetwork(clock, chance, server)
      const device = new SimDevice({ name, personId, world: clock, chance, server, network })
      devices.push(device)
      await device.start()
      await pass(5_000)
      return device
    },
    pass,
    async sync() {
      for (let round = 0; round < 3; round++) {
        for (const device of devices) void device.engine?.syncNow()
        await pass(5_000)
      }
      await settled()
    },
    serverRow: (entity, id) => serverRows(entity).find((row) => row.id === id) ?? null,
    serverRows,
    outcome: (commandId) => backup().commands.find((record) => record.commandId === commandId && record.isFirst)?.outcome.type ?? null
  }
}

/** Runs a command that must be saved and gives its id. */
export async function saved(device: SimDevice, name: string, input: unknown): Promise<string> {
  const outcome = await device.replica?.run(name, input)
  if (!outcome?.ok) throw new Error(`${name} was not saved: ${JSON.stringify(outcome)}`)
  return outcome.commandId
}

/** The replica of a device that is running. */
export function rowsOf(device: SimDevice) {
  if (!device.replica || !device.engine) throw new Error(`${device.name} does not run`)
  return device.replica
}

/** Input of a comment. */
export function note(ticketId: string, body: string) {
  return { ticketId, visibility: 'internal', channel: 'note', body } as const
}
