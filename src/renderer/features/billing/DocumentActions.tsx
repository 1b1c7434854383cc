// What can be done with a document where it stands: edit, approve, issue, hand on, credit.

import { Button, Menu } from '@mantine/core'
import { IconDownload, IconEdit } from '@tabler/icons-react'
import { useState } from 'react'
import { useLocation } from 'wouter'
import type { Invoice } from '#core/billing/invoice.entity.ts'
import { issuedDocument } from '#core/documents/issued-document.ts'
import { eInvoiceProblems } from '#core/documents/ubl-rules.ts'
import { documentWords as words } from '#core/words/rooms-billing.ts'
import { useRow } from '#renderer/live/use-live.ts'
import { useMay } from '#renderer/live/use-may.ts'
import { useAct } from '#renderer/ui/use-act.ts'
import { BooksDialog } from './BooksDialog.tsx'
import { CreditDialog } from './CreditDialog.tsx'
import { callOf, doneWords, exportCall, type Step, stepsOf, stepWords } from './document-actions.ts'
import { DepositDialog } from './DepositDialog.tsx'
import { EditDraft } from './EditDraft.tsx'
import { EInvoiceDialog } from './EInvoiceDialog.tsx'
import { type BooksFormat, saveEInvoice } from './export-documents.ts'

type Opened = 'edit' | 'credit' | 'deposit' | 'e-invoice' | BooksFormat

export function DocumentActions({ row }: { row: Invoice }): React.JSX.Element {
  const act = useAct()
  const mayPost = useMay('billing.post')
  const [opened, setOpened] = useState<Opened | null>(null)
  const steps = stepsOf(row, mayPost)
  const isDraft = row.status === 'draft' && row.archivedAt === null
  const run = (step: Step): void => void act(callOf(step, row.id), { done: doneWords(step, 1) })
  return (
    <>
      {isDraft && (
        <>
          {row.kind === 'invoice' && (
            <Button variant="default" onClick={() => setOpened('deposit')}>
              {words.addDeposit}
            </Button>
          )}
          <Button variant="default" leftSection={<IconEdit size={16} aria-hidden />} onClick={() => setOpened('edit')}>
            {words.edit}
          </Button>
        </>
      )}
      {steps.map((step, place) => (
        <Button key={step} variant={place === steps.length - 1 ? 'filled' : 'default'} onClick={() => run(step)}>
          {stepWords[step]}
        </Button>
      ))}
      {row.status === 'issued' && <IssuedActions row={row} mayPost={mayPost} onOpen={setOpened} />}
      {opened === 'edit' && <EditDraft row={row} onClose={() => setOpened(null)} />}
      {opened === 'credit' && <CreditDialog row={row} onClose={() => setOpened(null)} />}
      {opened === 'deposit' && <DepositDialog row={row} onClose={() => setOpened(null)} />}
      <ExportDialogs row={row} opened={opened} onClose={() => setOpened(null)} />
    </>
  )
}

interface IssuedActionsProps {
  readonly row: Invoice
  readonly mayPost: boolean
  readonly onOpen: (what: Opened) => void
}

function IssuedActions({ row, mayPost, onOpen }: IssuedActionsProps): React.JSX.Element {
  const [, navigate] = useLocation()
  const document = useIssued(row)
  const act = useAct()
  const takeEInvoice = async (): Promise<void> => {
    if (document === null) return
    if (eInvoiceProblems(document).length > 0) onOpen('e-invoice')
    else if (await saveEInvoice(document)) await act(exportCall(row.id, 'ubl'))
  }
  return (
    <>
      {mayPost && row.kind !== 'credit-note' && row.creditedById === null && (
        <Button variant="default" onClick={() => onOpen('credit')}>
          {words.credit}
        </Button>
      )}
      <Menu position="bottom-end" disabled={document === null}>
        <Menu.Target>
          <Button variant="default" leftSection={<IconDownload size={16} aria-hidden />} disabled={document === null}>
            {words.export}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => navigate(`/print/invoice/${row.id}`)}>{words.pdf}</Menu.Item>
          <Menu.Item onClick={() => void takeEInvoice()}>{words.ubl}</Menu.Item>
          <Menu.Item onClick={() => onOpen('xero')}>{words.xero}</Menu.Item>
          <Menu.Item onClick={() => onOpen('quickbooks')}>{words.quickBooks}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  )
}

function ExportDialogs({ row, opened, onClose }: { row: Invoice; opened: Opened | null; onClose: () => void }): React.JSX.Element | null {
  const act = useAct()
  const document = useIssued(row)
  if (document === null) return null
  const noted = (format: string) => (): void => void act(exportCall(row.id, format))
  if (opened === 'xero' || opened === 'quickbooks')
    return <BooksDialog format={opened} documents={[document]} onSaved={noted(opened)} onClose={onClose} />
  return opened === 'e-invoice' ? <EInvoiceDialog document={document} onSaved={noted('ubl')} onClose={onClose} /> : null
}

/** The document as it was issued; null until it has its number. */
function useIssued(row: Invoice) {
  const credited = useRow<Invoice>('invoice', row.creditsId).row
  return issuedDocument(row, credited)
}
