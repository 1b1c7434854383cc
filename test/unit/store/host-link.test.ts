// The worker's way to the host: windows that come and go must neither lose a journal entry nor hold a command up for ever.

import { describe, expect, it } from 'vitest'
import type { CommandEnvelope } from '#core/kernel/command.ts'
import { createHostJournal } from '#store/service/host-journal.ts'
import { createHostLink, HostMissing, type HostProvider } from '#store/service/host-link.ts'
import { createHostVault, type KeyVault } from '#store/service/key-vault.ts'
import { idOf } from '#test/support/rows.ts'

function createWorld() {
  const timers = new Set<() => void>()
  const link = createHostLink((_delayMs, run) => {
    timers.add(run)
    return () => void timers.delete(run)
  })
  const passTime = (): void => {
    for (const run of timers) run()
  }
  return { link, timers, passTime }
}

function provider(call: (name: string, params: unknown) => Promise<unknown>, offers = { journal: true, secrets: true }): HostProvider {
  return { offers, call: call as HostProvider['call'] }
}

const append = { entries: [{ key: 'k', payload: 'p' }] }

describe('a call to the host', () => {
  it('waits for a window that offers it', async () => {
    const { link } = createWorld()
    const asked: string[] = []
    const done = link['journal.append'](append)
    link.offer(provider(async () => null, { journal: false, secrets: true }))
    link.offer(
      provider(async (name) => {
        asked.push(name)
        return null
      })
    )
    expect(await done).toBeNull()
    expect(asked).toEqual(['journal.append'])
  })

  it('goes to the next window when the one that was asked disappears', async () => {
    const { link } = createWorld()
    const first = provider(() => new Promise(() => undefined))
    link.offer(first)
    const done = link['journal.append'](append)
    await Promise.resolve()
    link.withdraw(first)
    let answered = false
    void done.then(() => (answered = true))
    await Promise.resolve()
    expect(answered).toBe(false)
    link.offer(provider(async () => null))
    expect(await done).toBeNull()
  })

  it('gives up after a bounded time and says so', async () => {
    const { link, passTime } = createWorld()
    const done = link['journal.append'](append)
    passTime()
    await expect(done).rejects.toBeInstanceOf(HostMissing)
  })

  it('leaves nothing behind when it is answered', async () => {
    const { link, timers } = createWorld()
    link.offer(provider(async () => null))
    await link['journal.append'](append)
    expect(timers.size).toBe(0)
  })

  it('passes on what the host refused', async () => {
    const { link } = createWorld()
    link.offer(provider(() => Promise.reject(new Error('ENOSPC'))))
    await expect(link['journal.append'](append)).rejects.toThrow('ENOSPC')
  })
})

describe('the journal behind the host', () => {
  const envelope = { id: idOf(1), deviceId: idOf(2), sequence: 7 } as CommandEnvelope

  it('reads back what was appended, and what the server has, over several pages', async () => {
    const lines: { key: string; payload: string; acknowledged: boolean }[] = []
    const journal = createHostJournal({
      'journal.append': async ({ entries }) => {
        lines.push(...entries.map((entry) => ({ ...entry, acknowledged: false })))
        return null
      },
      'journal.acknowledge': async ({ keys }) => {
        for (const line of lines) line.acknowledged ||= keys.includes(line.key)
        return null
      },
      'journal.read': async ({ skip, limit }) => ({
        entries: lines.slice(skip, skip + limit),
        done: skip + limit >= lines.length,
        damaged: 1
      })
    })
    const many = Array.from({ length: 2_500 }, (_, n) => ({ envelope: { ...envelope, sequence: n + 1 }, dropped: false }))
    await journal.append(many)
    await journal.settle(lines.slice(0, 1_500).map((line) => line.key))
    lines.push({ key: 'odd', payload: '{"no":"entry"}', acknowledged: false }, { key: 'torn', payload: '{"envel', acknowledged: false })
    const { entries, damaged } = await journal.read()
    expect(entries.map((entry) => entry.envelope.sequence)).toEqual(many.map((entry) => entry.envelope.sequence))
    expect(entries.filter((entry) => entry.settled)).toHaveLength(1_500)
    expect(damaged).toBe(3)
  })
})

describe('secrets', () => {
  function memory(): KeyVault & { readonly kept: Map<string, string> } {
    const kept = new Map<string, string>()
    return {
      kept,
      read: async (name) => kept.get(name) ?? null,
      write: async (name, value) => void (value === null ? kept.delete(name) : kept.set(name, value))
    }
  }

  it('lie with the host, and in the own database only where the host has no safe place', async () => {
    const safe = memory()
    let hasPlace = true
    const own = memory()
    const vault = createHostVault(
      {
        'secret.read': async ({ name }) => ({ value: await safe.read(name) }),
        'secret.write': async ({ name, value }) => {
          if (hasPlace) await safe.write(name, value)
          return { stored: hasPlace }
        }
      },
      own
    )
    await vault.write('session', 'a')
    expect([own.kept.size, await vault.read('session')]).toEqual([0, 'a'])
    hasPlace = false
    await vault.write('session', 'b')
    expect([own.kept.size, await vault.read('session')]).toEqual([1, 'b'])
  })

  it('survive a host that went away in the middle', async () => {
    const own = memory()
    const vault = createHostVault(
      { 'secret.read': async () => ({ value: null }), 'secret.write': () => Promise.reject(new HostMissing()) },
      own
    )
    await vault.write('session', 'fresh')
    expect(await vault.read('session')).toBe('fresh')
  })
})
