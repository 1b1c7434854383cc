// `app://fixpoint/…`: the built renderer, read from its folder and nothing above it, under a content policy that lets pages talk to
// the chosen server and to nobody else.

import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'

export const appOrigin = 'app://fixpoint'

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json'
}

/** The policy's text. Mantine sets styles on elements, so inline styles are allowed; inline scripts and eval are not. */
export function contentPolicy(serverUrl: string | null): string {
  const server = serverUrl === null ? '' : ` ${serverUrl} ${serverUrl.replace(/^http/, 'ws')}`
  return [
    "default-src 'none'",
    "script-src 'self'",
    "worker-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${server}`,
    "frame-src 'self' blob:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'"
  ].join('; ')
}

/** Answers a request of the `app` scheme from `folder`. */
export async function serveApp(folder: string, serverUrl: string | null, request: Request): Promise<Response> {
  const headers = {
    'content-security-policy': contentPolicy(serverUrl),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin'
  }
  const file = fileOf(folder, request.url)
  if (file === null || request.method !== 'GET') return new Response('forbidden', { status: 403, headers })
  try {
    const body = new Uint8Array(await readFile(file))
    return new Response(body, { headers: { ...headers, 'content-type': types[extname(file)] ?? 'application/octet-stream' } })
  } catch {
    return new Response('not found', { status: 404, headers })
  }
}

function fileOf(folder: string, address: string): string | null {
  if (!URL.canParse(address)) return null
  const url = new URL(address)
  if (`${url.protocol}//${url.host}` !== appOrigin) return null
  try {
    const path = decodeURIComponent(url.pathname === '/' ? '/index.html' : url.pathname)
    const file = normalize(join(folder, path))
    return file.startsWith(folder + sep) && !path.includes('\0') ? file : null
  } catch {
    return null
  }
}
