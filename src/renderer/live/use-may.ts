// What the person at this window may do, for rooms that show or offer less to some roles. The server asks the same rule again.

import { isAllowed, type Permission } from '#core/kernel/permission.ts'
import { useSession } from './use-live.ts'

export function useMay(permission: Permission): boolean {
  const { session } = useSession()
  return session !== null && isAllowed(session.role, permission)
}
