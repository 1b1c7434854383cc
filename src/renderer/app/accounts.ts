// The accounts this device knows. An account is (server, person); its profile names the database, the journal and the shared worker.
// The page's query says which one a window shows: `?profile=`.

import { signInWords } from '#core/words/rooms-app.ts'
import { createIpcClient } from '#ipc/client.ts'

const key = 'fixpoint.accounts'
const longestProfile = 100

export interface Account {
  readonly profile: string
  readonly serverUrl: string
  readonly email: string
  readonly name: string
  readonly organisation: string
}

/** The profile's name for a person on a server: `desk.example.com-ana.example.com`, lower case, a-z 0-9 dot dash underscore. */
export function profileNameOf(serverUrl: string, email: string): string {
  const server = new URL(serverUrl).host
  const plain = `${server}-${email.trim().toLowerCase()}`.replaceAll('@', '_at_').replaceAll(/[^a-z0-9._-]/g, '_')
  return plain.length <= longestProfile ? plain : `${plain.slice(0, longestProfile - 9)}-${shortHash(plain)}`
}

export function knownAccounts(): readonly Account[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '[]')
    return Array.isArray(kept) ? kept.filter(isAccount) : []
  } catch {
    return []
  }
}

/**
 * Keeps the account as the newest one. The desktop keeps the list on disk too: the browser's storage may lose its last minute in a crash,
 * and without the list a person who is offline could not get at work that is there.
 */
export function rememberAccount({ profile, serverUrl, email, name, organisation }: Account): void {
  const others = knownAccounts().filter((known) => known.profile !== profile)
  keep([{ profile, serverUrl, email, name, organisation }, ...others])
}

/**
 * Takes name and e-mail of a locked-out device's person off the list. Where what was unsent still lies sealed in the profile (`isDelivered`
 * false) the profile itself stays on it, nameless, so that it is opened again and handed in.
 */
export function forgetAccount(profile: string, isDelivered: boolean): void {
  const known = knownAccounts()
  const nameless = { email: '', name: signInWords.lockedOut, organisation: '' }
  const accounts = known.flatMap((account) => (account.profile !== profile ? [account] : isDelivered ? [] : [{ ...account, ...nameless }]))
  if (JSON.stringify(accounts) !== JSON.stringify(known)) keep(accounts)
}

function keep(accounts: readonly Account[]): void {
  localStorage.setItem(key, JSON.stringify(accounts))
  if (window.fixpoint !== undefined) void createIpcClient(window.fixpoint).call('accounts.keep', { accounts: [...accounts] })
}

/** Brings back what the desktop kept and this browser storage has lost. Comes before the first look at the list. */
export async function recallAccounts(): Promise<void> {
  if (window.fixpoint === undefined) return
  const known = knownAccounts()
  const { accounts } = await createIpcClient(window.fixpoint).call('accounts.read', {})
  const lost = accounts.filter((kept) => !known.some(({ profile }) => profile === kept.profile))
  if (lost.length > 0) localStorage.setItem(key, JSON.stringify([...known, ...lost]))
}

/** The profile named by the page's address, if it names one. */
export function profileOfPage(): string | null {
  return new URLSearchParams(location.search).get('profile')
}

/** Address of this page showing another profile; null: the sign-in for another account. */
export function addressOfProfile(profile: string | null): string {
  const address = new URL(location.href)
  address.search = profile === null ? '?profile=' : `?profile=${encodeURIComponent(profile)}`
  address.hash = ''
  return address.href
}

function isAccount(value: unknown): value is Account {
  return typeof value === 'object' && value !== null && 'profile' in value && 'serverUrl' in value && 'email' in value && 'name' in value
}

function shortHash(text: string): string {
  let hash = 2_166_136_261
  for (const letter of text) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 16_777_619)
  return (hash >>> 0).toString(16).padStart(8, '0')
}
