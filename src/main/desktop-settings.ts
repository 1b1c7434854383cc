// What the shell itself must know before any window is open: which server may be spoken to, which accounts there are
// and which profile was used last.
// The environment (FIXPOINT_SERVER, FIXPOINT_ACCOUNT) wins over what was kept, so that `npm start` and tests can say where to go.

import { join } from 'node:path'
import { z } from 'zod'
import { knownAccount } from '#ipc/contract.ts'
import { readJson, writeWhole } from './files.ts'

const kept = z.object({
  serverUrl: z.string().nullable().catch(null),
  profile: z.string().nullable().catch(null),
  accounts: z.array(knownAccount).catch([])
})

type Account = z.infer<typeof knownAccount>

export interface DesktopSettings {
  readonly serverUrl: () => string | null
  readonly profile: () => string | null
  readonly account: string | null
  readonly accounts: () => Account[]
  readonly keepAccounts: (accounts: Account[]) => Promise<void>
  readonly useServer: (url: string) => Promise<void>
  readonly useProfile: (profile: string | null) => Promise<void>
}

const address = z.url({ protocol: /^https?$/ })

export async function openDesktopSettings(userData: string, env: NodeJS.ProcessEnv): Promise<DesktopSettings> {
  const path = join(userData, 'desktop.json')
  let state = kept.safeParse(await readJson(path)).data ?? { serverUrl: null, profile: null, accounts: [] }
  const fromEnv = env['FIXPOINT_SERVER']
  if (fromEnv !== undefined && !address.safeParse(fromEnv).success) {
    throw new Error(`FIXPOINT_SERVER: expected an http or https address, got ${JSON.stringify(fromEnv)}`)
  }
  if (fromEnv !== undefined) state = { ...state, serverUrl: new URL(fromEnv).origin }
  let writing: Promise<unknown> = Promise.resolve()
  const change = (part: Partial<typeof state>): Promise<void> => {
    state = { ...state, ...part }
    const written = writing.then(() => writeWhole(path, JSON.stringify(state)))
    writing = written.catch(() => undefined)
    return written
  }
  return {
    serverUrl: () => state.serverUrl,
    profile: () => state.profile,
    account: env['FIXPOINT_ACCOUNT'] ?? null,
    accounts: () => state.accounts,
    keepAccounts: (accounts) => change({ accounts }),
    useServer: (url) => change({ serverUrl: new URL(url).origin }),
    useProfile: (profile) => change({ profile })
  }
}
