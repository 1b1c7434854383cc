// The room of tickets: the list with its reading pane, or one ticket over the whole room.

import { Route, Switch, useLocation } from 'wouter'
import { TicketView } from '#renderer/features/ticket/index.ts'
import { ticketListAddress } from './ticket-list-address.ts'
import { useTicketsUi } from './tickets.ui-store.ts'
import { TicketsPage } from './TicketsPage.tsx'
import { useListAddress } from './use-list-address.ts'

export function TicketsRoom(): React.JSX.Element {
  const [, navigate] = useLocation()
  const backToList = (): void => navigate(ticketListAddress(useTicketsUi.getState()))
  return (
    <Switch>
      <Route path="/tickets/:id">{({ id }) => <TicketView key={id} id={id} layout="page" onLeave={backToList} />}</Route>
      <Route>
        <ListAddress />
        <TicketsPage />
      </Route>
    </Switch>
  )
}

/** Redraws with the address, so that the list needn't. */
function ListAddress(): null {
  useListAddress()
  return null
}
