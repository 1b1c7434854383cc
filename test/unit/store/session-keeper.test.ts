// Tokens: renewed in time, once, written down before they are used; only the server's word signs anybody out.

import { describe, expect, it } from 'vitest'
import { createSessionKeeper } from '#store/service/session-keeper.ts'
import { TransportError } from '#sync/ports.ts'
import type { Session } from '#sync/protocol/session.ts'
import { idOf } from '#test/support/rows.ts'

function session(n: number, serverTime: number): Session {
  return {
    organisationId: idOf(1),
    organisationName: 'Desk',
    personId: idOf(2),
    personName: 'Ana',
    role: 'agent',
    deviceId: idOf(3),
    accessToken: `access-${n}`,
    accessExpiresAt: serverTime + 900_000,
    refreshToken: `refresh-${n}`,
    serverTime
  }
}

/** The server's clock is hours ahead of the device's. */
const serverAhead = 7_200_000

function createWorld() {
  const world = {
    now: 1_000_000,
    issued: 0,
    refused: null as TransportError | null,
    kept: new Map<string, string>(),
    writes: [] as string[],
    answer: Promise.resolve()
  }
  const vault = {
    read: async (name: string) => world.kept.get(name) ?? null,
    write: async (name: string, value: string | null) => {
      if (value === null) world.kept.delete(name)
      else world.kept.set(name, value)
      world.writes.push(value === null ? 'none' : (JSON.parse(value) as Session).accessToken)
    }
  }
  const refresh = async (): Promise<Session> => {
    if (world.refused) throw world.refused
    await world.answer
    return session(++world.issued, world.now + serverAhead)
  }
  const open = () => createSessionKeeper('session', vault, { refresh }, () => world.now)
  return { world, open }
}

describe('the session of a profile', () => {
  it('gives one token while it is good, whatever the two clocks say', async () => {
    const { world, open } = createWorld()
    const keeper = open()
    await keeper.keep(session(0, world.now + serverAhead))
    world.now += 800_000
    expect(await keeper.accessToken()).toBe('access-0')
    expect(world.issued).toBe(0)
  })

  it('renews it once for all who ask, and writes it down before anybody gets it', async () => {
    const { world, open } = createWorld()
    const keeper = open()
    await keeper.keep(session(0, world.now + serverAhead))
    world.now += 900_000
    const tokens = await Promise.all([keeper.accessToken(), keeper.accessToken(), keeper.accessToken()])
    expect(tokens).toEqual(['access-1', 'access-1', 'access-1'])
    expect(world.writes).toEqual(['access-0', 'access-1'])
  })

  it('renews a token that the server refused, and only that one', async () => {
    const { world, open } = createWorld()
    const keeper = open()
    await keeper.keep(session(0, world.now + serverAhead))
    keeper.expire('another')
    expect(await keeper.accessToken()).toBe('access-0')
    keeper.expire('access-0')
    expect(await keeper.accessToken()).toBe('access-1')
  })

  it('is still there after a restart, and after the network failed', async () => {
    const { world, open } = createWorld()
    await open().keep(session(0, world.now + serverAhead))
    const keeper = open()
    expect((await keeper.load())?.personName).toBe('Ana')
    world.refused = new TransportError({ type: 'unreachable', detail: 'cut' })
    await expect(keeper.accessToken()).rejects.toMatchObject({ problem: { type: 'unreachable' } })
    expect(keeper.current()?.personName).toBe('Ana')
    world.refused = null
    expect(await keeper.accessToken()).toBe('access-1')
  })

  it('uses no token of a profile that turned out to be a copy, until somebody signs in anew', async () => {
    const { world, open } = createWorld()
    const keeper = open()
    await keeper.keep(session(0, world.now + serverAhead))
    await keeper.disown()
    await expect(keeper.accessToken()).rejects.toMatchObject({ problem: { type: 'signed-out' } })
    expect([keeper.isDisowned(), world.issued]).toEqual([true, 0])
    await keeper.keep(session(5, world.now + serverAhead))
    expect([keeper.isDisowned(), await keeper.accessToken()]).toEqual([false, 'access-5'])
  })

  it('stays signed out, or with the newer session, when the answer to a renewal comes late', async () => {
    const { world, open } = createWorld()
    const keeper = open()
    for (const then of [null, session(7, world.now + serverAhead)]) {
      await keeper.keep(session(0, world.now + serverAhead))
      keeper.expire('access-0')
      let answer = (): void => undefined
      world.answer = new Promise((resolve) => (answer = resolve))
      const renewed = keeper.accessToken()
      await (then ? keeper.keep(then) : keeper.forget())
      answer()
      await expect(renewed).rejects.toMatchObject({ problem: { type: 'signed-out' } })
      expect([keeper.current(), (await open().load())?.accessToken]).toEqual([then, then?.accessToken])
    }
  })
})
