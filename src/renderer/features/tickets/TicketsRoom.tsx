// The room of tickets: the list with its reading pane, or one ticket over the whole room.

import { Route, Switch, useLocation } from 'wouter'
import { TicketView } from '#renderer/features/ticket/index.ts'
import { TicketsPage } from './TicketsPage.tsx'

export function TicketsRoom(): React.JSX.Element {
  const [, navigate] = useLocation()
  return (
    <Switch>
      <Route path="/tickets/:id">{({ id }) => <TicketView key={id} id={id} layout="page" onLeave={() => navigate('/tickets')} />}</Route>
      <Route>
        <TicketsPage />
      </Route>
    </Switch>
  )
}
