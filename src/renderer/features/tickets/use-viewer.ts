// Who looks at the list: the signed-in person with their teams.

import { useMemo } from 'react'
import { useSession } from '#renderer/live/use-live.ts'
import { useDirectory } from '#renderer/features/ticket/index.ts'
import type { Viewer } from './ticket-filters.ts'

export function useViewer(): Viewer {
  const { session } = useSession()
  const { people } = useDirectory()
  const personId = session?.personId ?? ''
  const teams = people.get(personId)?.teamIds
  return useMemo(() => ({ personId, teamIds: teams ?? [] }), [personId, teams])
}
