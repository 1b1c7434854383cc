// The app's pages in the test's browser: `app://fixpoint/…` is `http://fixpoint.app.localhost/…`, which Chromium trusts like a secure origin and
// which a small local server answers from main's real protocol handler, for pages, workers and their imports alike.

import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

const host = 'fixpoint.app.localhost'

/** The origin that servers see in the tests; add it to the server's allowed origins. */
export const harnessOrigin = `http://${host}`

export interface SchemeAnswer {
  readonly status: number
  readonly headers: Record<string, string>
  readonly body: Uint8Array
}

export interface AppOriginServer {
  /** Sends the app's host to this server, whatever its port. */
  readonly chromiumArg: string
  readonly close: () => void
}

export async function serveAppOrigin(
  answer: (request: { url: string; method: string; headers: Record<string, string> }) => Promise<SchemeAnswer>
): Promise<AppOriginServer> {
  const server: Server = createServer((request, response) => {
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]))
    answer({ url: `app://fixpoint${request.url ?? '/'}`, method: request.method ?? 'GET', headers }).then(
      ({ status, headers: answered, body }) => response.writeHead(status, answered).end(body),
      (error: unknown) => response.writeHead(502).end(String(error))
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    chromiumArg: `--host-resolver-rules=MAP ${host}:80 127.0.0.1:${port}`,
    close: () => {
      server.closeAllConnections()
      server.close()
    }
  }
}

/** An address as main knows it → as the browser knows it, and back. */
export const toBrowserUrl = (url: string): string => url.replace('app://fixpoint/', `${harnessOrigin}/`)
export const toAppUrl = (url: string): string => url.replace(`${harnessOrigin}/`, 'app://fixpoint/')
