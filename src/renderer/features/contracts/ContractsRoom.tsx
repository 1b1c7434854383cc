// The contracts room: the list, and one contract's page under its own address. Contracts are sensitive: who may not see fees is told
// so, instead of being shown an empty list as if there were none.

import { IconLock } from '@tabler/icons-react'
import { Route, Switch } from 'wouter'
import { contractWords as words } from '#core/words/rooms-contracts.ts'
import { useMay } from '#renderer/live/use-may.ts'
import { EmptyState } from '#renderer/ui/EmptyState.tsx'
import { Page } from '#renderer/ui/Page.tsx'
import { ContractList } from './ContractList.tsx'
import { ContractPage } from './ContractPage.tsx'

export function ContractsRoom(): React.JSX.Element {
  const may = useMay('contract.read')
  if (!may)
    return (
      <Page title={words.title}>
        <EmptyState icon={<IconLock size={40} stroke={1.2} />} title={words.forbidden}>
          {words.forbiddenText}
        </EmptyState>
      </Page>
    )
  return (
    <Switch>
      <Route path="/contracts/:id">{({ id }) => <ContractPage key={id} id={id} />}</Route>
      <Route>
        <ContractList />
      </Route>
    </Switch>
  )
}
