// The assets room: the inventory, and one asset's page under its own address.

import { Route, Switch } from 'wouter'
import { AssetList } from './AssetList.tsx'
import { AssetPage } from './AssetPage.tsx'

export function AssetsRoom(): React.JSX.Element {
  return (
    <Switch>
      <Route path="/assets/:id">{({ id }) => <AssetPage key={id} id={id} />}</Route>
      <Route>
        <AssetList />
      </Route>
    </Switch>
  )
}
