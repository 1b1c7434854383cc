// The parts room: catalogue, places, what to order, and the page of one part or place.

import { Route, Switch } from 'wouter'
import { OrderList } from './OrderList.tsx'
import { PartList } from './PartList.tsx'
import { PartPage } from './PartPage.tsx'
import { PlaceList } from './PlaceList.tsx'
import { PlacePage } from './PlacePage.tsx'

export function PartsRoom(): React.JSX.Element {
  return (
    <Switch>
      <Route path="/parts/places">
        <PlaceList />
      </Route>
      <Route path="/parts/places/:id">{({ id }) => <PlacePage key={id} id={id} />}</Route>
      <Route path="/parts/order">
        <OrderList />
      </Route>
      <Route path="/parts/:id">{({ id }) => <PartPage key={id} id={id} />}</Route>
      <Route>
        <PartList />
      </Route>
    </Switch>
  )
}
