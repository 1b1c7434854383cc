// The import room from file to records: guesses are shown, what can't be guessed is asked, a dry run writes nothing, bad rows are named,
// a second run of the same file doubles nothing.

import { screen, waitFor, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import type { QueryView } from '#store/client.ts'
import { forgetFile } from '#renderer/features/import/import-actions.ts'
import { openWindow, type TestWindow } from '../support/dom.tsx'
import { makeIncidentLog } from '../support/incident-log-file.ts'
import { testIds } from '../support/memory-store.ts'
import { idOf, rowOf } from '../support/rows.ts'

const clientId = idOf(1)

afterEach(forgetFile)

function desk() {
  return {
    organisation: [
      rowOf('organisation', {
        id: testIds.organisation,
        clientId: null,
        name: 'Desk',
        currency: 'EUR',
        timeZone: 'Europe/Berlin',
        language: 'en'
      })
    ],
    client: [rowOf('client', { id: clientId, clientId, name: 'Harbour Foods', code: 'HAR' })]
  }
}

async function drop(name: string, text: string | Uint8Array<ArrayBuffer>): Promise<void> {
  const place = await screen.findByRole('region', { name: 'Choose a file' })
  const event = new Event('drop', { bubbles: true, cancelable: true })
  Object.assign(event, { dataTransfer: { files: [new File([text], name, { type: 'text/csv' })] } })
  place.dispatchEvent(event)
}

function countRows({ store }: TestWindow, entity: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const query = store.client.query(
      { entity, limit: 0 },
      (view: QueryView) => {
        resolve(view.total)
        queueMicrotask(() => query.close())
      },
      reject
    )
  })
}

async function runAll({ user }: TestWindow): Promise<void> {
  await user.click(await screen.findByRole('button', { name: 'Try it out' }))
  await user.click(await screen.findByRole('button', { name: /^Import \d+ records?/ }))
  await screen.findByText(/records? came in/)
}

test('brings clients in: guesses the columns, names the bad row, and takes the good ones', async () => {
  const window = await openWindow('/import', { rows: desk() })
  await drop('clients.csv', 'Company Name;Industry;Employees\nReed & Sons;Law;12\nBad Rows Ltd;Law;many\nLindqvist AB;Wood;7\n')
  expect(await screen.findByText('clients.csv · 3 rows')).toBeTruthy()
  await window.user.click(await screen.findByRole('button', { name: 'Try it out' }))
  const problems = await screen.findByRole('region', { name: 'Problems' })
  expect(within(problems).getByText('many')).toBeTruthy()
  expect(within(problems).getByText('expected a number')).toBeTruthy()
  expect(await countRows(window, 'client')).toBe(1)
  await window.user.click(await screen.findByRole('button', { name: 'Import 2 records' }))
  expect(await screen.findByText(/2 records came in/)).toBeTruthy()
  expect(await countRows(window, 'client')).toBe(3)
})

test('brings an incident log in with one event per row, and a second run of it doubles nothing', async () => {
  const log = makeIncidentLog(25)
  const window = await openWindow('/import', { rows: desk() })
  for (const run of [1, 2]) {
    await drop('log.csv', log.text)
    const picker = await screen.findByRole('combobox', { name: /^Client/ })
    await window.user.type(picker, 'Harb')
    await window.user.click(await screen.findByRole('option', { name: 'Harbour Foods' }))
    await window.user.click(await screen.findByRole('button', { name: 'Try it out' }))
    expect(await screen.findByText(log.rows.toLocaleString('en'))).toBeTruthy()
    if (run === 2) expect(await screen.findByText(/here already: brought up to date/)).toBeTruthy()
    await window.user.click(await screen.findByRole('button', { name: /^Import \d+ records?/ }))
    await screen.findByText(
      run === 1 ? /^\d+ records came in\.$/ : /^Nothing changed: all \d+ records were here already, as the file has them\.$/
    )
    expect(await countRows(window, 'ticket')).toBe(25)
    await window.user.click(screen.getAllByRole('button', { name: 'Another file' })[0] as HTMLElement)
  }
})

test('asks for the order of the date where the file leaves it open, and doesn’t go on before', async () => {
  const window = await openWindow('/import', { rows: desk() })
  await drop('assets.csv', 'Client,Asset name,Serial,Purchase date\nHarbour Foods,HAR-1,S1,3/4/2024\nNewcomer Ltd,NEW-1,S2,5/6/2024\n')
  expect(await screen.findByText(/could be either/)).toBeTruthy()
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Try it out' }).disabled).toBe(true)
  await window.user.click(screen.getByRole('combobox', { name: /Which comes first/ }))
  await window.user.click(await screen.findByRole('option', { name: /^The day/ }))
  expect(await screen.findByText('1 name isn’t a client yet')).toBeTruthy()
  await runAll(window)
  expect(await countRows(window, 'client')).toBe(2)
  expect(await countRows(window, 'asset')).toBe(2)
})

test('keeps the columns of a file for the next one of its form', async () => {
  const window = await openWindow('/import', { rows: desk() })
  await drop('kunden.csv', 'Firma;Branche\nReed & Sons;Law\n')
  const select = await screen.findByRole('combobox', { name: 'Firma: Becomes' })
  await window.user.click(screen.getByRole('combobox', { name: 'What is in it' }))
  await window.user.click(await screen.findByRole('option', { name: 'Clients' }))
  await waitFor(() => expect(screen.getByText(/Still needed: Name/)).toBeTruthy())
  await window.user.click(await screen.findByRole('combobox', { name: 'Firma: Becomes' }))
  await window.user.click(await screen.findByRole('option', { name: 'Name' }))
  await runAll(window)
  expect(select).toBeTruthy()
  await window.user.click(screen.getAllByRole('button', { name: 'Another file' })[0] as HTMLElement)
  await drop('kunden-2.csv', 'Branche;Firma\nWood;Lindqvist AB\n')
  await waitFor(() => expect(screen.getByRole<HTMLInputElement>('combobox', { name: 'Firma: Becomes' }).value).toBe('Name'))
})

test('who may not import is told so', async () => {
  await openWindow('/import', { rows: desk(), role: 'technician' })
  expect(await screen.findByText(/needs a permission/)).toBeTruthy()
})

test('a workbook, a picture and a file without rows are told apart from a table, and the next file is asked for', async () => {
  await openWindow('/import', { rows: desk() })
  await drop('clients.xlsx', new Uint8Array([0x50, 0x4b, 0x03, 0x04, 20, 0, 6, 0]))
  expect((await screen.findByRole('alert')).textContent).toContain('Expected a CSV file')
  await drop(
    'photo.csv',
    Uint8Array.from({ length: 4000 }, (_, place) => (place * 7919) % 251)
  )
  await screen.findByText(/a file of bytes that are no text/)
  await drop('head.csv', 'Name,Code\n')
  await screen.findByText(/^head.csv has no rows under its header/)
  expect(screen.queryByRole('heading', { name: 'Columns' })).toBe(null)
  screen.getByRole('button', { name: 'Choose a file' })
})

test('a cell of megabytes is shown as far as anybody reads it, and is too long for its field', async () => {
  const { user } = await openWindow('/import', { rows: desk() })
  await drop('tickets.csv', `Number,Subject,Client\n1,${'x'.repeat(200_000)},Harbour Foods\n2,Fine,Harbour Foods\n`)
  const file = await screen.findByRole('region', { name: 'The file' })
  expect(file.textContent?.length).toBeLessThan(400)
  await user.click(screen.getByRole('button', { name: 'Try it out' }))
  const problems = await screen.findByRole('region', { name: 'Problems' })
  expect(problems.textContent?.length).toBeLessThan(400)
  within(problems).getByText('is longer than the field')
})

test('what is still to be said before a file can be tried out is named beside the button', async () => {
  await openWindow('/import', { rows: desk() })
  await drop('tickets.csv', 'Number,Subject,Opened\n1,Printer,03/05/2026 10:00\n')
  await screen.findByText('Still to say: which comes first in dates, whose records these are.')
  expect(screen.getByRole('button', { name: 'Try it out' }).hasAttribute('disabled')).toBe(true)
})
