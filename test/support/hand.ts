// What a person's hand does in a room of the running app, and waits to see. Every function waits for the screen, none for the clock.

import type { Page } from 'playwright-core'
import type { Seat } from './seat.ts'

/** Goes to an address inside the app, such as /tickets; what stood there before is gone then. */
export async function goTo(seat: Seat, route: string): Promise<void> {
  await (await seat.app().room()).evaluate(goInPage, route)
}

/** Runs in the page. The app hears of the change before we do, and draws in the same moment. */
async function goInPage(route: string): Promise<void> {
  const before = location.href
  const changed = new Promise<void>((resolve) => addEventListener('hashchange', () => resolve(), { once: true }))
  location.assign(`#${route}`)
  if (location.href !== before) await changed
}

/** Presses the keys of a sequence such as `g t` at one go, as fingers do: the second doesn't wait for what the first one did. */
export async function pressInTurn(room: Page, ...keys: readonly string[]): Promise<void> {
  await Promise.all(keys.map((key) => room.keyboard.press(key)))
}

/** Opens a ticket over the whole room. */
export async function openTicket(seat: Seat, id: string): Promise<void> {
  await goTo(seat, `/tickets/${id}`)
  await (await seat.app().room()).getByRole('textbox', { name: 'Public reply' }).waitFor()
}

/** Writes a public reply in the open ticket and presses Send; it stands in the conversation and the composer is empty again. */
export async function reply(seat: Seat, words: string): Promise<void> {
  const room = await seat.app().room()
  await room.getByRole('textbox', { name: 'Public reply' }).fill(words)
  await room.getByRole('button', { name: /^Send/ }).click()
  await room.getByRole('log', { name: 'Conversation' }).getByText(words).waitFor()
}

/** Changes the subject of the open ticket where it stands. */
export const changeSubject = (seat: Seat, subject: string): Promise<void> => changeText(seat, 'Subject', subject)

/** Changes the category of the open ticket where it stands. */
export const changeCategory = (seat: Seat, category: string): Promise<void> => changeText(seat, 'Category', category)

/** Chooses the urgency of the open ticket by its words. */
export async function changeUrgency(seat: Seat, words: string): Promise<void> {
  const room = await seat.app().room()
  await room.getByRole('button', { name: /^Urgency:/ }).click()
  await room.getByRole('option', { name: words }).click()
  await room.getByRole('button', { name: `Urgency: ${words}` }).waitFor()
}

async function changeText(seat: Seat, label: string, value: string): Promise<void> {
  const room = await seat.app().room()
  await room.getByRole('button', { name: new RegExp(`^${label}:`) }).click()
  const field = room.getByRole('textbox', { name: label, exact: true })
  await field.fill(value)
  await field.press('Enter')
  await room.getByRole('button', { name: `${label}: ${value}` }).waitFor()
}

/** Waits until the always-visible state of sync says this. */
export async function syncState(seat: Seat, words: RegExp): Promise<void> {
  await (await seat.app().room()).getByRole('link', { name: words }).waitFor()
}
