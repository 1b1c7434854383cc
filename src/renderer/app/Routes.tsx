// Which room stands at which address. Rooms come lazily; each has its own boundary.

import { Button } from '@mantine/core'
import { Suspense } from 'react'
import { Redirect, Route, Switch, useLocation } from 'wouter'
import { appWords } from '#core/words/rooms-app.ts'
import { EmptyState } from '#renderer/ui/EmptyState.tsx'
import { LoadingState } from '#renderer/ui/LoadingState.tsx'
import { RoomBoundary } from './RoomBoundary.tsx'
import { rooms } from './rooms.tsx'

export function Routes(): React.JSX.Element {
  const [, navigate] = useLocation()
  return (
    <Switch>
      <Route path="/">
        <Redirect to="/tickets" replace />
      </Route>
      {rooms.map((room) => (
        // The room keeps standing while its inner address changes.
        <Route key={room.path} path={`${room.path}/*?`}>
          <RoomBoundary key={room.path} room={room.label}>
            <Suspense fallback={<LoadingState />}>
              <room.component />
            </Suspense>
          </RoomBoundary>
        </Route>
      ))}
      <Route>
        <EmptyState title={appWords.notFound} action={<Button onClick={() => navigate('/tickets')}>{appWords.goToTickets}</Button>}>
          {appWords.notFoundHint}
        </EmptyState>
      </Route>
    </Switch>
  )
}
