// The canary behind the host: what the store said of itself last, kept where damage to the browser's files doesn't reach. A host that
// can't be asked says nothing; opening doesn't fail for it.

import type { Host } from '#store/contract.ts'
import type { ReplicaOptions } from '#store/replica.ts'

/** A canary that the host keeps. */
export function createHostCanary(host: Pick<Host, 'canary.read' | 'canary.write'>): NonNullable<ReplicaOptions['canary']> {
  return {
    read: async () => (await host['canary.read']({}).catch(() => ({ text: null }))).text,
    write: async (text) => {
      await host['canary.write']({ text })
    }
  }
}
