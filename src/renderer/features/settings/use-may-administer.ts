// Whether the person at this window may change the organisation's records.

import { isAllowed } from '#core/kernel/permission.ts'
import { useSession } from '#renderer/live/use-live.ts'

export function useMayAdminister(): boolean {
  const { session } = useSession()
  return session !== null && isAllowed(session.role, 'organisation.edit')
}
