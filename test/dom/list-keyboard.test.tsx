// The hand on a list whose rows are still being fetched: keys find their row when it is here.

import { renderHook } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { DataListProps } from '#renderer/ui/DataList.tsx'
import { useListKeyboard } from '#renderer/ui/use-list-keyboard.ts'

interface Row {
  readonly id: string
}

const [first, second] = [{ id: 'first' }, { id: 'second' }]

function openList(rows: readonly Row[], offset: number, total = 2) {
  const done: string[] = []
  const props = (shown: readonly Row[], from: number): DataListProps<Row> => ({
    label: 'List',
    columns: [],
    total,
    offset: from,
    rows: shown,
    onWindow: () => undefined,
    activeId: null,
    onActive: ({ id }) => done.push(`on ${id}`),
    onOpen: ({ id }) => done.push(`opened ${id}`),
    empty: null
  })
  const { result, rerender } = renderHook((now: DataListProps<Row>) => useListKeyboard(now, () => undefined), {
    initialProps: props(rows, offset)
  })
  return {
    done,
    press: (key: string) => result.current.press(key),
    show: (now: readonly Row[], from: number) => rerender(props(now, from))
  }
}

test('Enter on a row that is still being fetched opens it when it is here, once', () => {
  const { done, press, show } = openList([second], 1)
  press('j')
  press('Enter')
  expect(done).toEqual([])
  show([first, second], 0)
  show([first, second], 0)
  expect(done).toEqual(['on first', 'opened first'])
})

test('another key in between takes the Enter back', () => {
  const { done, press, show } = openList([second], 1)
  press('j')
  press('Enter')
  press('Home')
  show([first, second], 0)
  expect(done).toEqual(['on first'])
})

test('in an empty list keys wait for nothing', () => {
  const { done, press, show } = openList([], 0, 0)
  press('j')
  press('Enter')
  show([first, second], 0)
  expect(done).toEqual([])
})
