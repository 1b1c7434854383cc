// Decides what a window shows: the sign-in, or the desk of the profile that the page's address names.

import { useEffect, useState } from 'react'
import { appWords } from '#core/words/rooms-app.ts'
import type { SessionInfo } from '#store/contract.ts'
import { StoreProvider } from '#renderer/live/store-context.tsx'
import { useSession, useStatus } from '#renderer/live/use-live.ts'
import { platform } from '#renderer/platform/current-platform.ts'
import { ErrorState } from '#renderer/ui/ErrorState.tsx'
import { EmptyState } from '#renderer/ui/EmptyState.tsx'
import { type Account, addressOfProfile, forgetAccount, profileNameOf, rememberAccount } from './accounts.ts'
import { type OpenedStore, openStore } from './open-store.ts'
import { Shell } from './Shell.tsx'
import { type Credentials, SignIn } from './SignIn.tsx'
import { signInProblem } from './sign-in-problem.ts'

interface Desk extends OpenedStore {
  readonly account: Pick<Account, 'profile' | 'serverUrl' | 'email'>
}

interface WindowProps {
  /** The account this window starts with; its e-mail or profile may be unknown yet. */
  readonly start: { readonly serverUrl: string; readonly email: string; readonly profile: string | null; readonly password: string | null }
  /** The store of the account's profile, which is being opened. */
  readonly opening: Promise<OpenedStore> | null
  /** The same where it came before the window was drawn. */
  readonly opened: OpenedStore | null
}

export function Window({ start, opening, opened: before }: WindowProps): React.JSX.Element {
  const [desk, setDesk] = useState<Desk | null>(() => before && deskOf(before, start))
  const [problem, setProblem] = useState<string | null>(null)
  const [isOpening, setOpening] = useState(opening !== null || start.password !== null)
  useEffect(() => {
    if (before !== null) return undefined
    let current = true
    const opened = (async (): Promise<void> => {
      if (opening !== null) {
        const store = await opening
        if (current) setDesk(deskOf(store, start))
      } else if (start.password !== null) await signIn({ ...start, password: start.password }, setDesk)
    })()
    opened.catch((error: unknown) => setProblem(error instanceof Error ? error.message : String(error))).finally(() => setOpening(false))
    return () => {
      current = false
    }
  }, [start, opening, before])
  if (desk !== null)
    return (
      <StoreProvider client={desk.client} session={desk.session}>
        <DeskWindow desk={desk} onSignIn={(credentials) => signIn(credentials, setDesk, desk)} />
      </StoreProvider>
    )
  if (problem !== null)
    return (
      <main style={{ height: '100%', display: 'flex' }}>
        <ErrorState title={appWords.deskClosed} detail={problem} onRetry={() => location.reload()} />
      </main>
    )
  if (isOpening) return <Opening />
  return (
    <SignIn serverUrl={start.serverUrl} email={start.email} signedOut={false} onSignIn={(credentials) => signIn(credentials, setDesk)} />
  )
}

function deskOf(store: OpenedStore, { profile, serverUrl, email }: WindowProps['start']): Desk {
  return { ...store, account: { profile: profile ?? '', serverUrl, email } }
}

interface DeskWindowProps {
  readonly desk: Desk
  readonly onSignIn: (credentials: Credentials) => Promise<string | null>
}

function DeskWindow({ desk, onSignIn }: DeskWindowProps): React.JSX.Element {
  const { loading, session } = useSession()
  const status = useStatus()
  useEffect(() => {
    if (session !== null) document.title = `${session.personName} · ${appWords.name}`
  }, [session])
  const { profile } = desk.account
  const wiped = status?.wiped ?? null
  useEffect(() => {
    if (wiped !== null) forgetAccount(profile, wiped.isDelivered)
  }, [wiped, profile])
  if (session !== null) return <Shell />
  if (loading) return <Opening />
  return (
    // Once the device is locked out, the form and its list begin anew without the account.
    <SignIn
      key={String(wiped !== null)}
      serverUrl={desk.account.serverUrl}
      email={wiped === null ? desk.account.email : ''}
      without={wiped === null ? null : profile}
      signedOut
      notice={status?.problem ?? null}
      onSignIn={onSignIn}
    />
  )
}

function Opening(): React.JSX.Element {
  return (
    <main style={{ height: '100%', display: 'flex' }}>
      <EmptyState title={appWords.starting} />
    </main>
  )
}

/** Opens the profile of these credentials and signs in; on success the address names it and the account is remembered. */
async function signIn(credentials: Credentials, setDesk: (desk: Desk) => void, current?: Desk): Promise<string | null> {
  const profile = profileNameOf(credentials.serverUrl, credentials.email)
  const same = current !== undefined && current.account.profile === profile
  const { client } = same ? current : await openStore(credentials.serverUrl, profile)
  const answer = await client.request('signIn', { email: credentials.email, password: credentials.password, deviceName: deviceName() })
  if (!answer.ok) {
    if (!same) client.close()
    return signInProblem(answer.problem)
  }
  remember(profile, credentials, answer.session)
  history.replaceState(null, '', addressOfProfile(profile) + location.hash)
  if (!same) setDesk({ client, session: answer.session, account: { profile, serverUrl: credentials.serverUrl, email: credentials.email } })
  return null
}

function remember(profile: string, { serverUrl, email }: Credentials, session: SessionInfo): void {
  rememberAccount({ profile, serverUrl, email, name: session.personName, organisation: session.organisationName })
}

function deviceName(): string {
  const system = /Windows|Mac OS|Linux|Android|iPhone/.exec(navigator.userAgent)?.[0] ?? 'Browser'
  return platform.journal === 'main' ? `${system} desktop` : `${system} browser`
}
