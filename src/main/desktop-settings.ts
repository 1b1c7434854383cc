// What the shell itself must know before any window is open: which server may be spoken to and which profile was used last.
// The environment (FIXPOINT_SERVER, FIXPOINT_ACCOUNT) wins over what was kept, so that `npm start` and tests can say where to go.

import { join } from 'node:path'
import { z } from 'zod'
import { readJson, writeWhole } from './files.ts'

const kept = z.object({ serverUrl: z.string().nullable().catch(null), profile: z.string().nullable().catch(null) })

export interface DesktopSettings {
  readonly serverUrl: () => string | null
  readonly profile: () => string | null
  readonly account: string | null
  readonly useServer: (url: string) => Promise<void>
  readonly useProfile: (profile: string | null) => Promise<void>
}

const address = z.url({ protocol: /^https?$/ })

export async function openDesktopSettings(userData: string, env: NodeJS.ProcessEnv): Promise<DesktopSettings> {
  const path = join(userData, 'desktop.json')
  let state = kept.safeParse(await readJson(path)).data ?? { serverUrl: null, profile: null }
  const fromEnv = env['FIXPOINT_SERVER']
  if (fromEnv !== undefined && !address.safeParse(fromEnv).success) {
    throw new Error(`FIXPOINT_SERVER: expected an http or https address, got ${JSON.stringify(fromEnv)}`)
  }
  if (fromEnv !== undefined) state = { ...state, serverUrl: new URL(fromEnv).origin }
  const change = async (part: Partial<typeof state>): Promise<void> => {
    state = { ...state, ...part }
    await writeWhole(path, JSON.stringify(state))
  }
  return {
    serverUrl: () => state.serverUrl,
    profile: () => state.profile,
    account: env['FIXPOINT_ACCOUNT'] ?? null,
    useServer: (url) => change({ serverUrl: new URL(url).origin }),
    useProfile: (profile) => change({ profile })
  }
}
