// Names of profiles: one per server and person, safe as file and worker names.

import { expect, test } from 'vitest'
import { profileName } from '#ipc/contract.ts'
import { profileNameOf } from '#renderer/app/accounts.ts'

test('the name keeps to what the desktop takes as a profile, whatever the address looks like', () => {
  for (const email of ['ana@desk.example', 'Ana.O’Neil+test@DESK.example', `${'long'.repeat(60)}@desk.example`])
    expect(profileName.safeParse(profileNameOf('https://desk.example.com:8443', email)).success).toBe(true)
})

test('capital letters and spaces around an address don’t make another profile', () => {
  expect(profileNameOf('https://desk.example', ' Ana@Desk.example ')).toBe(profileNameOf('https://desk.example', 'ana@desk.example'))
})

test('the same person on two servers, and two people on one, have profiles of their own', () => {
  const names = [
    profileNameOf('https://a.example', 'ana@desk.example'),
    profileNameOf('https://b.example', 'ana@desk.example'),
    profileNameOf('https://a.example', 'bo@desk.example'),
    profileNameOf('https://a.example', `${'x'.repeat(120)}a@desk.example`),
    profileNameOf('https://a.example', `${'x'.repeat(120)}b@desk.example`)
  ]
  expect(new Set(names).size).toBe(names.length)
})
