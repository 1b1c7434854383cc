// Search: ranking, prefixes, typing errors, numbers, and that it is always as fresh as the rows.

import { fc } from '#test/support/cases.ts'
import { describe, expect, it } from 'vitest'
import type { Doc } from '#core/kernel/execute.ts'
import { entityNamed } from '#core/registry.ts'
import { createSearch, type Search } from '#store/search/search.ts'

interface World {
  readonly search: Search
  /** Builds the indexes; without it search scans. */
  build(): void
  put(row: Doc): void
  remove(id: string): void
  replaceAll(rows: readonly Doc[]): void
}

function createWorld(rows: readonly Doc[]): World {
  const map = new Map(rows.map((row) => [row.id, row]))
  const turns: (() => void)[] = []
  const search = createSearch({
    source: {
      get: (entity, id) => (entity === 'ticket' ? (map.get(id) ?? null) : null),
      rows: (entity) => (entity === 'ticket' ? map.values() : []),
      children: async () => [],
      pendingIds: () => new Set()
    },
    entities: [entityNamed('ticket'), entityNamed('client')],
    now: () => 0,
    later: (run) => turns.push(run),
    onBuilt: () => undefined
  })
  const change = (id: string, before: Doc | null, after: Doc | null): void => search.change('ticket', [{ id, before, after }])
  return {
    search,
    build: () => {
      for (let turn = turns.shift(); turn; turn = turns.shift()) turn()
    },
    put: (row) => {
      const before = map.get(row.id) ?? null
      map.set(row.id, row)
      change(row.id, before, row)
    },
    replaceAll: (rows) => {
      map.clear()
      for (const row of rows) map.set(row.id, row)
      search.change('ticket', null)
    },
    remove: (id) => {
      const before = map.get(id) ?? null
      map.delete(id)
      change(id, before, null)
    }
  }
}

function ticket(id: string, subject: string, more: Record<string, unknown> = {}): Doc {
  return {
    id,
    clientId: 'c',
    subject,
    description: '',
    tags: [],
    externalNumber: null,
    provisionalNumber: `K7-${id}`,
    number: null,
    ...more
  }
}

const idsOf = (search: Search, words: string): string[] => search.find('ticket', words).map(({ id }) => id)

describe.each([
  ['while the index is being built', false],
  ['with the index', true]
])('search %s', (_name, built) => {
  const open = (rows: readonly Doc[]): World => {
    const world = createWorld(rows)
    if (built) world.build()
    return world
  }

  it('finds every word, in any field, and ranks the subject first', () => {
    const { search } = open([
      ticket('1', 'Scanner broken', { description: 'The printer is fine' }),
      ticket('2', 'Printer jams'),
      ticket('3', 'Mail lost')
    ])
    expect(idsOf(search, 'printer')).toEqual(['2', '1'])
    expect(idsOf(search, 'printer fine')).toEqual(['1'])
  })

  it('finds the beginning of the word that is being typed, from its first letter', () => {
    const { search } = open([ticket('1', 'Backup failed'), ticket('2', 'Router down')])
    for (const typed of ['b', 'ba', 'bac', 'backup f', 'backup fa']) expect(idsOf(search, typed)).toEqual(['1'])
  })

  it('overlooks accents and case', () => {
    const { search } = open([ticket('1', 'Drucker in Zürich')])
    expect(idsOf(search, 'ZURICH')).toEqual(['1'])
  })

  it('finds a ticket by its number, its provisional and its foreign number first', () => {
    const { search } = open([
      ticket('1', 'About 1234 devices'),
      ticket('2', 'Other', { number: 1234 }),
      ticket('3', 'Foreign', { externalNumber: 'INC0000045' })
    ])
    expect(idsOf(search, '1234')).toEqual(['2', '1'])
    expect(idsOf(search, '#1234')[0]).toBe('2')
    expect(idsOf(search, 'k7-3')[0]).toBe('3')
    expect(idsOf(search, 'INC0000045')[0]).toBe('3')
  })

  it('finds what was changed, and no longer what it said before', () => {
    const world = open([ticket('1', 'Backup failed'), ticket('2', 'Router down')])
    world.put(ticket('1', 'Restore failed'))
    world.put(ticket('9', 'Backup again'))
    world.remove('2')
    expect(idsOf(world.search, 'backup')).toEqual(['9'])
    expect(idsOf(world.search, 'restore')).toEqual(['1'])
    expect(idsOf(world.search, 'router')).toEqual([])
  })

  it('finds what is true after everything may have changed', () => {
    const world = open([ticket('1', 'Backup failed'), ticket('2', 'Router down'), ticket('3', 'Mail lost')])
    world.replaceAll([ticket('1', 'Restore failed'), ticket('3', 'Mail lost'), ticket('4', 'Backup slow')])
    for (const build of [() => undefined, world.build]) {
      build()
      expect([
        idsOf(world.search, 'backup'),
        idsOf(world.search, 'restore'),
        idsOf(world.search, 'router'),
        idsOf(world.search, 'mail')
      ]).toEqual([['4'], ['1'], [], ['3']])
    }
  })

  it('answers no words with no hits', () => {
    const { search } = open([ticket('1', 'Backup failed')])
    expect(search.hits('  ', ['ticket'], 10)).toEqual([])
    expect(search.hits('…', ['ticket'], 10)).toEqual([])
  })

  it('never fails, whatever is typed', () => {
    const { search } = open([ticket('1', 'Backup failed')])
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (words) => {
        expect(search.hits(words, ['ticket', 'client', 'comment'], 5)).toBeInstanceOf(Array)
      })
    )
  })
})

describe('search with the index', () => {
  it('forgives a typing error', () => {
    const world = createWorld([ticket('1', 'Printer jams'), ticket('2', 'Router down')])
    world.build()
    expect(idsOf(world.search, 'prniter')).toEqual(['1'])
  })

  it('takes rows that changed while it was half built', () => {
    const rows = Array.from({ length: 200 }, (_, n) => ticket(String(n), `Ticket about thing${n}`))
    const world = createWorld(rows)
    world.remove('150')
    world.put(ticket('151', 'Changed subject'))
    world.build()
    expect(idsOf(world.search, 'thing150')).not.toContain('150')
    expect(idsOf(world.search, 'changed')).toEqual(['151'])
  })
})
