// Which account a new window starts with: the one its address names, else the desktop's, else the newest on this device.
// `?account=` names a sample person; a server with the sample company lets them in without a password.

import { platform } from '#renderer/platform/current-platform.ts'
import { knownAccounts, profileNameOf, profileOfPage, recallAccounts } from './accounts.ts'

export interface FirstAccount {
  readonly serverUrl: string
  readonly email: string
  /** Null: nobody has signed in with it here. */
  readonly profile: string | null
  /** Set only for a person of the sample company. */
  readonly password: string | null
}

export async function firstAccount(): Promise<FirstAccount> {
  await recallAccounts()
  const info = await platform.info()
  const named = profileOfPage()
  const wanted = named ?? info.profile
  const known = knownAccounts()
  const serverUrl = new URLSearchParams(location.search).get('server') ?? info.serverUrl ?? ''
  const kept = wanted === '' ? undefined : known.find((account) => account.profile === wanted)
  if (kept !== undefined) return { serverUrl: kept.serverUrl, email: kept.email, profile: kept.profile, password: null }
  if (wanted === '') return { serverUrl, email: '', profile: null, password: null }
  const email = new URLSearchParams(location.search).get('account') ?? info.account ?? ''
  if (email !== '') return namedPerson(serverUrl, email)
  const [newest] = known.filter((account) => account.serverUrl === serverUrl)
  if (newest !== undefined) return { serverUrl, email: newest.email, profile: newest.profile, password: null }
  return { serverUrl, email: '', profile: null, password: null }
}

async function namedPerson(serverUrl: string, email: string): Promise<FirstAccount> {
  const profile = profileNameOf(serverUrl, email)
  if (knownAccounts().some((account) => account.profile === profile)) return { serverUrl, email, profile, password: null }
  // Only here: its schemas would hold up the worker's start.
  const { fetchSamplePeople, samplePassword } = await import('./sample-people.ts')
  const sample = (await fetchSamplePeople(serverUrl)).some((person) => person.email === email)
  return { serverUrl, email, profile: null, password: sample ? samplePassword : null }
}
