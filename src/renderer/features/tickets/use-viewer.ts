// Who looks at the list: the signed-in person with their teams.

import { useMemo } from 'react'
import { useSession } from '#renderer/live/use-live.ts'
import { useDirectory } from '#renderer/features/ticket/index.ts'
import { useNow } from '#renderer/ui/RelativeTime.tsx'
import type { Viewer } from './ticket-filters.ts'

const minuteMs = 60_000

export function useViewer(): Viewer {
  const { session } = useSession()
  const { people } = useDirectory()
  const personId = session?.personId ?? ''
  const teams = people.get(personId)?.teamIds
  const now = Math.floor(useNow() / minuteMs) * minuteMs
  return useMemo(() => ({ personId, teamIds: teams ?? [], now }), [personId, teams, now])
}
