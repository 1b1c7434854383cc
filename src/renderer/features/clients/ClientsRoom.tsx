// The clients room: the list, and one client's page under its own address.

import { Route, Switch } from 'wouter'
import { ClientList } from './ClientList.tsx'
import { ClientPage } from './ClientPage.tsx'

export function ClientsRoom(): React.JSX.Element {
  return (
    <Switch>
      <Route path="/clients/:id">{({ id }) => <ClientPage key={id} id={id} />}</Route>
      <Route>
        <ClientList />
      </Route>
    </Switch>
  )
}
