import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fc } from '#test/support/cases.ts'
import { afterAll, expect, test } from 'vitest'
import { contentPolicy, serveApp } from '#main/app-protocol.ts'

const root = mkdtempSync(join(tmpdir(), 'fixpoint-pages-'))
const pages = join(root, 'renderer')
mkdirSync(pages)
writeFileSync(join(pages, 'index.html'), 'the page')
writeFileSync(join(root, 'secret.txt'), 'the secret')
afterAll(() => rmSync(root, { recursive: true, force: true }))
const get = (url: string): Promise<Response> => serveApp(pages, null, new Request(url))

test('pages are served with their type and a policy that starts from nothing', async () => {
  const response = await get('app://fixpoint/index.html')
  expect([response.status, await response.text(), response.headers.get('content-type')]).toEqual([
    200,
    'the page',
    'text/html; charset=utf-8'
  ])
  expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'self';/)
  expect((await get('app://fixpoint/nothing.js')).status).toBe(404)
})

test('no address reaches a file outside the folder, another host, or another method', async () => {
  for (const path of ['../secret.txt', '..%2fsecret.txt', '%2e%2e/secret.txt', '..%5csecret.txt', 'x/../../secret.txt', '%00', '%']) {
    expect((await get(`app://fixpoint/${path}`)).status).toBeGreaterThanOrEqual(403)
  }
  expect((await get('app://elsewhere/index.html')).status).toBe(403)
  expect((await serveApp(pages, null, new Request('app://fixpoint/index.html', { method: 'POST' }))).status).toBe(403)
  await fc.assert(
    fc.asyncProperty(fc.webPath(), fc.webPath(), async (a, b) => {
      const response = await get(`app://fixpoint${a}/..%2f..${b}`)
      expect(await response.text()).not.toContain('the secret')
    })
  )
})

test('pages may talk to the chosen server and to no other', () => {
  expect(contentPolicy(null)).toContain("connect-src 'self';")
  expect(contentPolicy('https://desk.example.org')).toContain("connect-src 'self' https://desk.example.org wss://desk.example.org;")
  for (const word of ['unsafe-eval', "script-src 'self' 'unsafe-inline'", '*', 'http:;'])
    expect(contentPolicy('https://a.b')).not.toContain(word)
})
