// The live hooks on the store's real core: what components see of rows, counts, drafts and search, and how often they render.

import { act, cleanup, renderHook, waitFor } from '@testing-library/react'
import { StrictMode, type ReactNode } from 'react'
import { afterEach, describe, expect, it } from 'vitest'
import type { Ticket } from '#core/tickets/ticket.entity.ts'
import { StoreProvider } from '#renderer/live/store-context.tsx'
import { useCommand } from '#renderer/live/use-command.ts'
import { useDraft } from '#renderer/live/use-draft.ts'
import { useCount, useOutbox, useRow, useSession, useStatus } from '#renderer/live/use-live.ts'
import { useQuery } from '#renderer/live/use-query.ts'
import { useSearch } from '#renderer/live/use-search.ts'
import type { QuerySpec } from '#store/contract.ts'
import { type MemoryStore, openMemoryStore } from '#test/support/memory-store.ts'
import { idOf, rowOf } from '#test/support/rows.ts'

let store: MemoryStore
afterEach(async () => {
  cleanup()
  await store.close()
})

async function openDesk(): Promise<({ children }: { children: ReactNode }) => ReactNode> {
  const ticket = (n: number, fields: object) => rowOf('ticket', { id: idOf(n), clientId: idOf(1), description: '', ...fields })
  store = await openMemoryStore({
    rows: {
      ticket: [
        ticket(2, { subject: 'Printer jams', status: 'open' }),
        ticket(3, { subject: 'Backup failed', status: 'new' }),
        ticket(4, { subject: 'Router down', status: 'open' })
      ]
    }
  })
  return ({ children }) => (
    <StrictMode>
      <StoreProvider client={store.client}>{children}</StoreProvider>
    </StrictMode>
  )
}

const comment = { ticketId: idOf(2), visibility: 'internal', channel: 'note', body: 'Called back' }
const bySubject: QuerySpec = { entity: 'ticket', sort: [{ field: 'subject', direction: 'ascending' }] }

describe('rows in a component', () => {
  it('load, and keep their identity when another row changes', async () => {
    const wrapper = await openDesk()
    const { result } = renderHook(() => ({ tickets: useQuery<Ticket>(bySubject), ...useCommand() }), { wrapper })
    expect(result.current.tickets.loading).toBe(true)
    await waitFor(() =>
      expect(result.current.tickets.rows.map((row) => row.subject)).toEqual(['Backup failed', 'Printer jams', 'Router down'])
    )
    const before = result.current.tickets.rows
    await act(async () => void (await result.current.run('ticket.comment', comment)))
    const after = result.current.tickets.rows
    expect([after[0] === before[0], after[1] === before[1], after[2] === before[2]]).toEqual([true, false, true])
    expect([...result.current.tickets.pending]).toEqual([idOf(2)])
  })

  it('move through a result without loading anew', async () => {
    const wrapper = await openDesk()
    const seen: boolean[] = []
    const { result, rerender } = renderHook(
      ({ offset }) => {
        const tickets = useQuery<Ticket>({ ...bySubject, offset, limit: 1 })
        seen.push(tickets.loading)
        return tickets
      },
      { wrapper, initialProps: { offset: 0 } }
    )
    await waitFor(() => expect(result.current.rows[0]?.subject).toBe('Backup failed'))
    seen.length = 0
    rerender({ offset: 2 })
    await waitFor(() => expect(result.current.rows[0]?.subject).toBe('Router down'))
    expect([result.current.total, result.current.offset]).toEqual([3, 2])
    expect(seen).not.toContain(true)
  })

  it('stay, marked as stale, until another filter is answered', async () => {
    const wrapper = await openDesk()
    const { result, rerender } = renderHook(
      ({ status }) => useQuery<Ticket>({ ...bySubject, where: [{ op: 'is', field: 'status', value: status }] }),
      { wrapper, initialProps: { status: 'open' } }
    )
    await waitFor(() => expect(result.current.total).toBe(2))
    rerender({ status: 'new' })
    expect([result.current.stale, result.current.loading, result.current.total]).toEqual([true, false, 2])
    await waitFor(() => expect([result.current.stale, result.current.total]).toEqual([false, 1]))
  })

  it('say why a question can’t be answered', async () => {
    const wrapper = await openDesk()
    const { result } = renderHook(() => useQuery({ entity: 'nonsense' }), { wrapper })
    await waitFor(() => expect(result.current.error?.field).toBe('params.entity'))
    expect(result.current.loading).toBe(false)
  })

  it('are never shown for another row', async () => {
    const wrapper = await openDesk()
    const initialProps: { id: string | null } = { id: idOf(2) }
    const { result, rerender } = renderHook(({ id }) => useRow<Ticket>('ticket', id), { wrapper, initialProps })
    await waitFor(() => expect(result.current.row?.subject).toBe('Printer jams'))
    rerender({ id: idOf(3) })
    expect([result.current.loading, result.current.row]).toEqual([true, null])
    await waitFor(() => expect(result.current.row?.subject).toBe('Backup failed'))
    rerender({ id: idOf(99) })
    await waitFor(() => expect(result.current.loading).toBe(false))
    expect(result.current.row).toBeNull()
    rerender({ id: null })
    expect([result.current.loading, result.current.row]).toEqual([false, null])
  })
})

describe('other live values', () => {
  it('follow what happens', async () => {
    const wrapper = await openDesk()
    const { result } = renderHook(
      () => ({
        count: useCount({ entity: 'ticket', by: 'status' }),
        status: useStatus(),
        outbox: useOutbox(),
        session: useSession(),
        ...useCommand()
      }),
      { wrapper }
    )
    await waitFor(() =>
      expect(result.current.count?.counts).toEqual([
        { value: 'new', count: 1 },
        { value: 'open', count: 2 }
      ])
    )
    expect(result.current.session.session?.role).toBe('administrator')
    await act(async () => void (await result.current.run('ticket.comment', comment)))
    await waitFor(() => expect([result.current.outbox.length, result.current.status?.waiting]).toEqual([1, 1]))
  })

  it('find as one types', async () => {
    const wrapper = await openDesk()
    const { result, rerender } = renderHook(({ words }) => useSearch(words, ['ticket', 'client']), { wrapper, initialProps: { words: '' } })
    expect(result.current).toEqual({ loading: false, hits: [] })
    rerender({ words: 'prin' })
    expect(result.current.loading).toBe(true)
    await waitFor(() => expect(result.current.hits.map((hit) => hit.id)).toEqual([idOf(2)]))
    rerender({ words: '' })
    expect(result.current.hits).toEqual([])
  })
})

describe('a draft', () => {
  it('outlives its component, and is gone when it was sent', async () => {
    const wrapper = await openDesk()
    const first = renderHook(() => useDraft<string>('comment:1'), { wrapper })
    await waitFor(() => expect(first.result.current.loading).toBe(false))
    act(() => first.result.current.change(() => 'half a sen'))
    expect(first.result.current.value).toBe('half a sen')
    first.unmount()
    const second = renderHook(() => useDraft<string>('comment:1'), { wrapper })
    await waitFor(() => expect(second.result.current.value).toBe('half a sen'))
    act(() => second.result.current.clear())
    await waitFor(async () => expect(await store.client.request('draft', { key: 'comment:1' })).toBeNull())
  })

  it('makes what was typed before it was loaded again on what was kept', async () => {
    const wrapper = await openDesk()
    await store.client.request('putDraft', { key: 'k', value: 'old' })
    const { result } = renderHook(() => useDraft<string>('k'), { wrapper })
    act(() => result.current.change((now) => `${now ?? ''} and new`))
    expect(result.current).toMatchObject({ loading: true, value: ' and new' })
    await waitFor(() => expect(result.current).toMatchObject({ loading: false, value: 'old and new' }))
    await waitFor(async () => expect((await store.client.request('draft', { key: 'k' }))?.value).toBe('old and new'))
  })

  it('is one for all that show it, at once', async () => {
    const wrapper = await openDesk()
    const { result } = renderHook(() => [useDraft<string>('k'), useDraft<string>('k')] as const, { wrapper })
    act(() => result.current[0].change(() => 'typed here'))
    expect(result.current[1].value).toBe('typed here')
  })
})
