// A window's client on a port of messages.

import { expect, test } from 'vitest'
import { createStoreClient, type StorePort } from '#store/client.ts'
import type { WorkerMessage } from '#store/contract.ts'

test('what came together is handed over in one go, in order, and a window draws once', async () => {
  const heard: string[] = []
  let take: (event: MessageEvent) => void = () => undefined
  const port: StorePort = { postMessage: () => undefined, addEventListener: (_, listener) => (take = listener), start() {}, close() {} }
  const soon: (() => void)[] = []
  const client = createStoreClient(port, { soon: (run) => soon.push(run) })
  client.subscribe('count', { entity: 'ticket', where: [], by: 'status' }, ({ total }) => heard.push(`count ${String(total)}`))
  const answered = client.request('hello', {}).then(() => heard.push('hello'))
  const tell = (message: WorkerMessage): void => take(new MessageEvent('message', { data: message }))
  tell({ type: 'result', id: 1, value: { total: 1, counts: [] } })
  tell({ type: 'result', id: 1, value: { total: 2, counts: [] } })
  tell({ type: 'answer', id: 2, ok: true, value: null })
  expect(heard).toEqual([])
  expect(soon).toHaveLength(1)
  soon[0]?.()
  await answered
  expect(heard).toEqual(['count 1', 'count 2', 'hello'])
})
