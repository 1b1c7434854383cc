// Hostile addresses: of lists in the app, and of pages that the desktop serves. None throws, none leads out of the folder, and what a list
// can't show is left out.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { serveApp } from '#main/app-protocol.ts'
import { readTicketListAddress, ticketListAddress } from '#renderer/features/tickets/ticket-list-address.ts'
import { listAddress, readListAddress } from '#renderer/ui/list-address.ts'
import { hostileCases, within } from '#test/support/hostile/doors.ts'
import { createHostile } from '#test/support/hostile/hostile-values.ts'

const root = mkdtempSync(join(tmpdir(), 'fixpoint-addresses-'))
const pages = join(root, 'renderer')
mkdirSync(pages)
writeFileSync(join(pages, 'index.html'), 'the page')
writeFileSync(join(root, 'secret.txt'), 'the secret')
afterAll(() => rmSync(root, { recursive: true, force: true }))

const pieces = [
  'list',
  'tickets',
  '/',
  '//',
  '..',
  '%2e%2e',
  '%2f',
  '%',
  '%00',
  '%E0%A4%A',
  '~',
  '~zz',
  '&',
  '=',
  ',',
  '#',
  '?',
  ' ',
  '\u0000',
  '\ud800',
  'view=',
  'status=',
  'priority=',
  'sort=',
  'group=',
  'words=',
  'saved=',
  'client=',
  'assignee=nobody',
  '__proto__=',
  'constructor=x',
  'secret.txt',
  'index.html',
  'x'.repeat(2_000),
  'javascript:alert(1)',
  '<script>',
  '1e9',
  '-1',
  'null',
  '٣',
  '👩‍💻',
  '\u202e'
]

test('lists read whatever stands in their address, and write an address that says the same', async () => {
  const hostile = createHostile(1, () => [])
  for (let done = 0; done < hostileCases.addresses * 0.75; done++) {
    const room = hostile.pick(['/tickets', '/assets', '/clients', '/billing'])
    const start = hostile.happens(0.8) ? `${room}/list/` : hostile.pick(pieces)
    const address = start + Array.from({ length: hostile.between(0, 8) }, () => hostile.pick(pieces)).join('')
    await within(() => {
      const fields = readListAddress(room, address)
      if (fields !== null) expect(readListAddress(room, listAddress(room, Object.fromEntries(fields)))).not.toBeNull()
      const shown = readTicketListAddress(address)
      if (shown === null) return
      // Half a letter becomes the sign for one that can't be read; from then on nothing changes.
      const again = readTicketListAddress(ticketListAddress(shown))
      expect(again?.query).toMatchObject({ view: shown.query.view, statuses: shown.query.statuses, priorities: shown.query.priorities })
      expect(again && readTicketListAddress(ticketListAddress(again))).toEqual(again)
    })
  }
})

test('pages of the app are served from their folder alone, whatever is asked for', async () => {
  const hostile = createHostile(2, () => [])
  for (let done = 0; done < hostileCases.addresses * 0.25; done++) {
    const path = Array.from({ length: hostile.between(1, 6) }, () => hostile.pick(pieces)).join('')
    const url = `app://${hostile.pick(['fixpoint', 'fixpoint', 'elsewhere', ''])}/${path}`
    if (!URL.canParse(url)) continue
    const response = await within(() => serveApp(pages, null, new Request(url)))
    expect(response.status).toBeLessThan(500)
    expect(await response.text()).not.toContain('the secret')
  }
  expect(await (await serveApp(pages, null, new Request('app://fixpoint/index.html'))).text()).toBe('the page')
})
