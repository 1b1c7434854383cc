// The billing room: unbilled work with its run, documents, locked periods. Who may not prepare invoices hears so.

import { IconLock } from '@tabler/icons-react'
import { Route, Switch } from 'wouter'
import { billingWords as words } from '#core/words/rooms-billing.ts'
import { useMay } from '#renderer/live/use-may.ts'
import { EmptyState } from '#renderer/ui/EmptyState.tsx'
import { Page } from '#renderer/ui/Page.tsx'
import { DocumentList } from './DocumentList.tsx'
import { DocumentPage } from './DocumentPage.tsx'
import { PeriodList } from './PeriodList.tsx'
import { UnbilledPage } from './UnbilledPage.tsx'

export function BillingRoom(): React.JSX.Element {
  const may = useMay('billing.edit')
  if (!may)
    return (
      <Page title={words.title}>
        <EmptyState icon={<IconLock size={40} stroke={1.2} />} title={words.notAllowed}>
          {words.notAllowedText}
        </EmptyState>
      </Page>
    )
  return (
    <Switch>
      <Route path="/billing/documents">
        <DocumentList />
      </Route>
      <Route path="/billing/documents/:id">{({ id }) => <DocumentPage key={id} id={id} />}</Route>
      <Route path="/billing/periods">
        <PeriodList />
      </Route>
      <Route>
        <UnbilledPage />
      </Route>
    </Switch>
  )
}
