// What the server carries: commands a second of fifty devices, five hundred that are connected while one changes something, and a
// thousand that come back at once. The load runs in this process, on the same processors as server and database.

import type { WireCommand } from '#sync/protocol/push.ts'
import { type BenchDatabase, openSessions } from './bench-server.ts'
import { deskId } from './desk-rows.ts'
import { WireDevice } from './wire-device.ts'

/** Figures of the loads, milliseconds where not said otherwise. */
export interface LoadFigures {
  readonly commandsPerSecond: number
  readonly pushes: readonly number[]
  readonly connected: number
  readonly fanOut: number
  readonly storm: number
  /** Requests in all loads that were answered "busy" and sent again. */
  readonly busy: number
}

const ticketCount = 100_000
const loadSeconds = 15

/** Runs the loads one after the other. */
export async function measureLoads(address: string, database: BenchDatabase): Promise<LoadFigures> {
  const devices = (await openSessions(database, 1_000)).map((token) => new WireDevice(address, token))
  const { commandsPerSecond, pushes } = await commandsOfFifty(devices.slice(0, 50))
  const { connected, fanOut } = await connect(devices.slice(0, 500))
  const storm = await reconnectAll(devices)
  const busy = devices.reduce((sum, device) => sum + device.timesBusy, 0)
  return { commandsPerSecond, pushes, connected, fanOut, storm, busy }
}

/** Every device pushes fifty commands, again and again; the first seconds warm up. */
async function commandsOfFifty(devices: readonly WireDevice[]): Promise<{ commandsPerSecond: number; pushes: number[] }> {
  const pushes: number[] = []
  let applied = 0
  let from = performance.now() + 3_000
  const end = from + loadSeconds * 1000
  await Promise.all(
    devices.map(async (device, n) => {
      for (let round = 0; performance.now() < end; round++) {
        const start = performance.now()
        const done = await device.push(mixed(device, (n * 7_919 + round * 50) % ticketCount, 50))
        if (start < from) continue
        applied += done
        pushes.push(performance.now() - start)
      }
    })
  )
  from = (performance.now() - from) / 1000
  return { commandsPerSecond: applied / from, pushes }
}

/** A day's mixture: notes, one changed field, a status, on tickets all over the desk. */
export function mixed(device: WireDevice, first: number, count: number, among = ticketCount): WireCommand[] {
  return Array.from({ length: count }, (_, n) => {
    const id = deskId('ticket', (first + n * 31) % among)
    if (n % 5 === 0) return device.command('ticket.set-status', { id, status: n % 2 === 0 ? 'open' : 'in-progress' })
    if (n % 5 < 3) return device.command('ticket.edit', { id, fields: { category: `category ${(first + n) % 9}` } })
    return device.command('ticket.comment', { ticketId: id, visibility: 'internal', channel: 'note', body: 'Called back, nobody there' })
  })
}

/** All have a live socket; one changes something, and everybody else fetches it. */
async function connect(devices: readonly WireDevice[]): Promise<{ connected: number; fanOut: number }> {
  await catchUp(devices)
  const start = performance.now()
  let heard: (() => void) | null = null
  const reached = devices.map((device) => {
    let report: () => void = () => undefined
    const pulled = new Promise<void>((resolve) => (report = resolve))
    return {
      pulled,
      opened: device.live((version) => {
        if (heard && version > device.cursor) void device.pull().then(report)
      })
    }
  })
  await Promise.all(reached.map(({ opened }) => opened))
  const connected = performance.now() - start
  await inGroups(devices, 50, (device) => device.pull())
  heard = () => undefined
  const change = performance.now()
  const [writer] = devices
  await writer?.push(mixed(writer, 11, 1))
  await Promise.all(reached.map(({ pulled }) => pulled))
  const fanOut = performance.now() - change
  for (const device of devices) device.hangUp()
  return { connected, fanOut }
}

/** All were away while something changed, and come back in the same moment: live socket, hint, pull. */
async function reconnectAll(devices: readonly WireDevice[]): Promise<number> {
  await catchUp(devices)
  const [writer] = devices
  await writer?.push(mixed(writer, 23, 20))
  const start = performance.now()
  await Promise.all(devices.map((device) => Promise.all([device.live(), device.pull()])))
  const took = performance.now() - start
  for (const device of devices) device.hangUp()
  return took
}

/** Puts every cursor where a device stands that has everything. */
async function catchUp(devices: readonly WireDevice[]): Promise<void> {
  const [first] = devices
  const newest = (await first?.live()) ?? 0
  first?.hangUp()
  for (const device of devices) device.cursor = newest
}

async function inGroups<T>(items: readonly T[], size: number, run: (item: T) => Promise<unknown>): Promise<void> {
  for (let start = 0; start < items.length; start += size) await Promise.all(items.slice(start, start + size).map(run))
}
