// What can be done with several documents at once. Each has its own outcome; those that a step doesn't fit are left alone.

import { Button, Menu } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useState } from 'react'
import type { Invoice } from '#core/billing/invoice.entity.ts'
import { documentWords as words } from '#core/words/rooms-billing.ts'
import { useMay } from '#renderer/live/use-may.ts'
import { useQuery } from '#renderer/live/use-query.ts'
import type { QuerySpec } from '#store/contract.ts'
import { Toolbar } from '#renderer/ui/Toolbar.tsx'
import { useAct } from '#renderer/ui/use-act.ts'
import { BooksDialog } from './BooksDialog.tsx'
import { callOf, doneWords, exportCall, type Step, stepsOf, stepWords } from './document-actions.ts'
import { type BooksFormat, issuedOf, saveLines } from './export-documents.ts'
import { useNamedLines } from './use-named-lines.ts'

const bulkSteps: readonly Step[] = ['approve', 'issue', 'discard']

export function BulkDocuments({ ids, onDone }: { ids: ReadonlySet<string>; onDone: () => void }): React.JSX.Element {
  const act = useAct()
  const mayPost = useMay('billing.post')
  const [books, setBooks] = useState<BooksFormat | null>(null)
  const [saving, setSaving] = useState<Step | null>(null)
  const all = useQuery<Invoice>({ entity: 'invoice', where: [{ op: 'in', field: 'id', values: [...ids].slice(0, 1000) }], limit: 1000 })
  const named = useNamedLines()
  const credited = useQuery<Invoice>(creditedQuery(all.rows))
  const byId = new Map([...credited.rows, ...all.rows].map((row) => [row.id, row]))
  const documents = issuedOf(all.rows, byId)
  const run = async (step: Step): Promise<void> => {
    const fitting = all.rows.filter((row) => stepsOf(row, mayPost).includes(step))
    setSaving(step)
    await act(
      fitting.map((row) => callOf(step, row.id)),
      { done: doneWords(step, fitting.length) }
    )
    setSaving(null)
    onDone()
  }
  const noteExports = (format: string, left: ReadonlySet<string>) =>
    act(all.rows.flatMap((row) => (row.status === 'issued' && !left.has(row.number ?? '') ? [exportCall(row.id, format)] : [])))
  return (
    <Toolbar label={words.actions}>
      <span>{words.selected(ids.size)}</span>
      {bulkSteps
        .map((step) => ({ step, count: all.rows.filter((row) => stepsOf(row, mayPost).includes(step)).length }))
        .filter(({ count }) => count > 0)
        .map(({ step, count }) => (
          <Button key={step} size="compact-sm" variant="default" loading={saving === step} onClick={() => void run(step)}>
            {stepWords[step]} ({count})
          </Button>
        ))}
      {documents.length > 0 && (
        <Menu>
          <Menu.Target>
            <Button size="compact-sm" variant="default" leftSection={<IconDownload size={16} aria-hidden />}>
              {words.export} ({documents.length})
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => setBooks('xero')}>{words.xero}</Menu.Item>
            <Menu.Item onClick={() => setBooks('quickbooks')}>{words.quickBooks}</Menu.Item>
            <Menu.Item onClick={() => void saveLines(named(all.rows.filter((row) => row.status === 'issued')))}>{words.charges}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
      {books !== null && (
        <BooksDialog
          format={books}
          documents={documents}
          onSaved={(left) => void noteExports(books, left)}
          onClose={() => setBooks(null)}
        />
      )}
    </Toolbar>
  )
}

/** The invoices that chosen credit notes take back. */
function creditedQuery(rows: readonly Invoice[]): QuerySpec | null {
  const values = rows.flatMap((row) => row.creditsId ?? [])
  return values.length === 0 ? null : { entity: 'invoice', where: [{ op: 'in', field: 'id', values }], limit: 1000 }
}
