// Memory of the window and of the shared worker: the heap that each engine instance uses, after a collection, with its array buffers.

import type { BrowserContext, CDPSession, Page } from 'playwright-core'

/** Answer of `Runtime.getHeapUsage`. */
export interface HeapUsage {
  readonly usedSize: number
  readonly backingStorageSize?: number
}

/** Megabytes in use. */
export async function workerMegabytes(context: BrowserContext, page: Page): Promise<{ window: number; worker: number }> {
  const session = await context.newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  const window = megabytes(await session.send('Runtime.getHeapUsage'))
  return { window, worker: await workerHeap(context) }
}

async function workerHeap(context: BrowserContext): Promise<number> {
  const browser = context.browser()
  if (!browser) throw new Error('a persistent context has no browser to ask')
  const session = await browser.newBrowserCDPSession()
  const { targetInfos } = await session.send('Target.getTargets', { filter: [{ type: 'shared_worker' }] })
  const [target] = targetInfos
  if (!target) throw new Error('no shared worker runs')
  const { sessionId } = await session.send('Target.attachToTarget', { targetId: target.targetId, flatten: false })
  await ask(session, sessionId, 1, 'HeapProfiler.collectGarbage')
  return megabytes((await ask(session, sessionId, 2, 'Runtime.getHeapUsage')) as HeapUsage)
}

/** One command to an attached target, over the browser's own connection. */
async function ask(session: CDPSession, sessionId: string, id: number, method: string): Promise<unknown> {
  const answered = new Promise<unknown>((resolve) => {
    session.on('Target.receivedMessageFromTarget', ({ message }) => {
      const answer = JSON.parse(message) as { id?: number; result?: unknown }
      if (answer.id === id) resolve(answer.result)
    })
  })
  await session.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method }) })
  return answered
}

function megabytes(usage: HeapUsage): number {
  return (usage.usedSize + (usage.backingStorageSize ?? 0)) / 1_000_000
}
