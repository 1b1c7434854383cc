// Signing in: server, e-mail, password. A server with the sample company offers its people, one click each.
// What was typed stays when signing in fails; the reason is said in words.

import { Alert, Button, PasswordInput, TextInput, UnstyledButton } from '@mantine/core'
import { type FormEvent, useEffect, useState } from 'react'
import { roleWords } from '#core/words/records.ts'
import { appWords, signInWords } from '#core/words/rooms-app.ts'
import { Avatar } from '#renderer/ui/Avatar.tsx'
import { type Account, addressOfProfile, knownAccounts } from './accounts.ts'
import { BrandMark } from './BrandMark.tsx'
import { fetchSamplePeople, type SamplePerson, samplePassword } from './sample-people.ts'
import styles from './Shell.module.css'

/** What somebody signs in with. */
export interface Credentials {
  readonly serverUrl: string
  readonly email: string
  readonly password: string
}

interface SignInProps {
  readonly serverUrl: string
  readonly email: string
  /** The person was signed in here before. */
  readonly signedOut: boolean
  /** What happened to this desk, where something did. */
  readonly notice?: string | null
  /** Profile that the list of accounts leaves out. */
  readonly without?: string | null
  /** Answers null when signed in, else the sentence that says why not. */
  readonly onSignIn: (credentials: Credentials) => Promise<string | null>
}

export function SignIn(props: SignInProps): React.JSX.Element {
  const [serverUrl, setServerUrl] = useState(props.serverUrl)
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [accounts] = useState(knownAccounts)
  const people = useSamplePeople(serverUrl)
  const signIn = async (as: { readonly email: string; readonly password: string }): Promise<void> => {
    if (!URL.canParse(serverUrl)) return setProblem(signInWords.badServer)
    setBusy(true)
    setProblem(null)
    setProblem(await props.onSignIn({ serverUrl: new URL(serverUrl).origin, ...as }))
    setBusy(false)
  }
  return (
    <main className={styles['sign']}>
      <div className={styles['signCard']} data-sample={people.length > 0}>
        <div>
          <div className={styles['mark']}>
            <BrandMark /> {appWords.name}
          </div>
          <h1 className={styles['signTitle']}>{signInWords.title}</h1>
          <p className={styles['signLead']}>{props.notice ?? (props.signedOut ? signInWords.signedOut : signInWords.lead)}</p>
          <CredentialsForm
            serverUrl={serverUrl}
            onServerUrl={setServerUrl}
            email={props.email}
            problem={problem}
            busy={busy}
            onSubmit={(as) => void signIn(as)}
          />
          <KnownAccounts accounts={accounts.filter(({ profile }) => profile !== props.without)} />
        </div>
        {people.length > 0 && (
          <SamplePeople people={people} busy={busy} onPick={(person) => void signIn({ email: person.email, password: samplePassword })} />
        )}
      </div>
    </main>
  )
}

interface CredentialsFormProps {
  readonly serverUrl: string
  readonly onServerUrl: (url: string) => void
  readonly email: string
  readonly problem: string | null
  readonly busy: boolean
  readonly onSubmit: (as: { readonly email: string; readonly password: string }) => void
}

function CredentialsForm(props: CredentialsFormProps): React.JSX.Element {
  const [email, setEmail] = useState(props.email)
  const [password, setPassword] = useState('')
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    props.onSubmit({ email, password })
  }
  return (
    <form className={styles['signForm']} onSubmit={submit}>
      <TextInput
        label={signInWords.server}
        description={signInWords.serverHint}
        inputMode="url"
        required
        value={props.serverUrl}
        onChange={(event) => props.onServerUrl(event.currentTarget.value)}
      />
      <TextInput
        label={signInWords.email}
        type="email"
        autoComplete="username"
        required
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <PasswordInput
        label={signInWords.password}
        autoComplete="current-password"
        required
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      {props.problem !== null && (
        <Alert color="red" variant="light" role="alert">
          {props.problem}
        </Alert>
      )}
      <Button type="submit" size="md" loading={props.busy}>
        {signInWords.signIn}
      </Button>
    </form>
  )
}

function useSamplePeople(serverUrl: string): readonly SamplePerson[] {
  const [people, setPeople] = useState<readonly SamplePerson[]>([])
  useEffect(() => {
    if (!URL.canParse(serverUrl)) return undefined
    let current = true
    const timer = setTimeout(() => {
      void fetchSamplePeople(serverUrl).then((found) => {
        if (current) setPeople(found)
      })
    }, 50)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [serverUrl])
  return people
}

function KnownAccounts({ accounts }: { accounts: readonly Account[] }): React.JSX.Element | null {
  if (accounts.length === 0) return null
  return (
    <div style={{ marginTop: 32 }}>
      <h2 style={{ fontSize: '0.8125rem', margin: '0 0 8px' }}>{signInWords.known}</h2>
      <ul className={styles['people']}>
        {accounts.map((account) => (
          <li key={account.profile}>
            <UnstyledButton component="a" href={addressOfProfile(account.profile)} className={styles['person']}>
              <Avatar name={account.name} size={28} decorative />
              <span className={styles['personNames']}>
                <b>{account.name}</b>
                <span>{new URL(account.serverUrl).host}</span>
              </span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </div>
  )
}

interface SamplePeopleProps {
  readonly people: readonly SamplePerson[]
  readonly busy: boolean
  readonly onPick: (person: SamplePerson) => void
}

function SamplePeople({ people, busy, onPick }: SamplePeopleProps): React.JSX.Element {
  return (
    <section aria-labelledby="sample-title">
      <h2 id="sample-title" style={{ fontSize: '0.875rem', margin: '0 0 4px' }}>
        {signInWords.sampleTitle}
      </h2>
      <p className={styles['signLead']} style={{ marginBottom: 12 }}>
        {signInWords.sampleLead}
      </p>
      <ul className={styles['people']}>
        {people.map((person) => (
          <li key={person.email}>
            <UnstyledButton className={styles['person']} disabled={busy} onClick={() => onPick(person)}>
              <Avatar name={person.name} size={32} decorative />
              <span className={styles['personNames']}>
                <b>{person.name}</b>
                <span>{describe(person)}</span>
              </span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </section>
  )
}

function describe(person: SamplePerson): string {
  const role = person.role in roleWords ? roleWords[person.role as keyof typeof roleWords] : person.role
  const clients = person.clients ?? person.clientIds?.length ?? null
  return clients === null ? role : `${role} · ${signInWords.clientsOnly(clients)}`
}
