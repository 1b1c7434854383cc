// The address of a list: says view and filters, survives any text, and takes whatever somebody types for an address.

import { expect, test } from 'vitest'
import { emptyQuery } from '#renderer/features/tickets/ticket-filters.ts'
import { readTicketListAddress, ticketListAddress } from '#renderer/features/tickets/ticket-list-address.ts'
import { listAddress, readListAddress } from '#renderer/ui/list-address.ts'

test('a list without view and filters stands at the room’s own address', () => {
  expect(ticketListAddress({ query: emptyQuery('mine'), savedViewId: null })).toBe('/tickets')
  expect(listAddress('/assets', { kind: null, archived: false, words: '' })).toBe('/assets')
})

test('every text comes back as it was, and no percent sign stands in an address', () => {
  for (const words of ['100 % & more', 'a/b=c,d', '~7E ~', 'مرحبا 👩‍💻', '%41', '?#"<>', '\ud800 alone']) {
    const address = listAddress('/assets', { words, tags: [words, 'x'] })
    expect(address).not.toContain('%')
    const fields = readListAddress('/assets', address)
    expect(fields?.get('words')).toEqual([words.toWellFormed()])
    expect(fields?.get('tags')).toEqual([words.toWellFormed(), 'x'])
  }
})

test('what the list of tickets shows comes back from its address, order and grouping too', () => {
  const query = {
    ...emptyQuery('breaching'),
    words: 'vpn 50 %',
    statuses: ['open' as const, 'waiting-client' as const],
    priorities: [1 as const],
    clientIds: ['c-1'],
    assigneeIds: ['nobody'],
    tags: ['a,b'],
    sort: { field: 'openedAt', direction: 'descending' as const },
    groupBy: 'clientId' as const
  }
  expect(readTicketListAddress(ticketListAddress({ query, savedViewId: 's-1' }))).toEqual({ query, savedViewId: 's-1' })
})

test('an address that says what can’t be shows the list without it', () => {
  const shown = readTicketListAddress('/tickets/list/view=nope&status=odd&priority=ninety&sort=-&=&client&group=x&words=~zz')
  expect(shown?.query).toMatchObject({ view: 'mine', statuses: [], priorities: [], clientIds: [], groupBy: null, words: '~zz' })
  expect(readTicketListAddress('/tickets/018f-an-id')).toBeNull()
})
