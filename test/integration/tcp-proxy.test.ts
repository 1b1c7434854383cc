// The tests' network itself: what it says it does, it does.
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startTcpProxy, type TcpProxy } from '#test/support/tcp-proxy.ts'

let server: Server
let proxy: TcpProxy
beforeEach(async () => {
  server = createServer((_request, response) => response.end('the body of an answer'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  proxy = await startTcpProxy(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
})
afterEach(async () => {
  await proxy.close()
  server.closeAllConnections()
  server.close()
})
const get = async (signal?: AbortSignal): Promise<string> =>
  (await fetch(proxy.url, { headers: { connection: 'close' }, ...(signal === undefined ? {} : { signal }) })).text()

test('a sound wire carries everything and counts it each way', async () => {
  expect(await get()).toBe('the body of an answer')
  const { up, down } = proxy.carried()
  expect(up).toBeGreaterThan(20)
  expect(down).toBeGreaterThan('the body of an answer'.length)
})

test('a cut wire carries nothing until it is mended', async () => {
  proxy.cut()
  await expect(get()).rejects.toBeInstanceOf(Error)
  expect(proxy.carried()).toEqual({ up: 0, down: 0 })
  proxy.mend()
  expect(await get()).toBe('the body of an answer')
})

test('a stalled wire holds the bytes back and lets them go when it is mended', async () => {
  proxy.stall()
  const pending = get()
  await expect(get(AbortSignal.timeout(200))).rejects.toBeInstanceOf(Error)
  expect(proxy.carried().down).toBe(0)
  proxy.mend()
  expect(await pending).toBe('the body of an answer')
})

test('a corrupting wire changes what the server said', async () => {
  proxy.corrupt()
  const seen = await get().catch((error: unknown) => String(error))
  expect(seen).not.toBe('the body of an answer')
})
