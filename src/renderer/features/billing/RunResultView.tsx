// What a run found: sums per currency, what can't be priced, and the clients to bill, each opening its lines. All are chosen at first.

import { Button, Checkbox } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import type { RunClient } from '#core/charges/charge-run.ts'
import { billingWords, runWords as words } from '#core/words/rooms-billing.ts'
import { refusalSentence } from '#core/words/refusals.ts'
import { moneyWords } from '#renderer/features/records/index.ts'
import { useMay } from '#renderer/live/use-may.ts'
import { DataList, type DataListColumn } from '#renderer/ui/DataList.tsx'
import { EmptyState } from '#renderer/ui/EmptyState.tsx'
import { StatusChip } from '#renderer/ui/StatusChip.tsx'
import { showDone, showProblem } from '#renderer/ui/undo-toast.tsx'
import styles from './billing.module.css'
import { ClientLines } from './ClientLines.tsx'
import { RunProblems } from './RunProblems.tsx'
import type { DraftedClient } from './use-run.ts'

interface RunResultViewProps {
  readonly job: number
  readonly clients: readonly RunClient[]
  readonly onDraft: (clientIds: readonly string[], lock: boolean) => Promise<readonly DraftedClient[]>
  readonly onDrafted: () => void
  /** Something that was computed no longer holds. */
  readonly onChanged: () => void
}

interface Line extends RunClient {
  readonly id: string
  readonly lines: number
  readonly lateMinor: number
}

export function RunResultView({ job, clients, onDraft, onDrafted, onChanged }: RunResultViewProps): React.JSX.Element {
  const rows = useMemo(() => clients.filter((client) => client.parts.length > 0).map(lineOf), [clients])
  const [selection, setSelection] = useState<ReadonlySet<string>>(() => new Set(rows.map((row) => row.id)))
  const [activeId, setActiveId] = useState<string | null>(null)
  const [opened, setOpened] = useState<Line | null>(null)
  const [lock, setLock] = useState(false)
  const mayPost = useMay('billing.post')
  const chosen = rows.filter((row) => selection.has(row.id))
  const create = async (): Promise<void> => {
    tellDrafted(
      await onDraft(
        chosen.map((row) => row.id),
        lock
      )
    )
    onDrafted()
  }
  const problems = clients.filter((client) => client.problems.length > 0)
  return (
    <>
      <div className={styles['summary']}>
        <Sum label={words.clients(chosen.length)} value={words.lines(chosen.reduce((sum, row) => sum + row.lines, 0))} />
        {totalsOf(chosen).map(([currency, minor]) => (
          <Sum key={currency} label={words.total} value={moneyWords(minor, currency)} />
        ))}
        <div className={styles['summaryEnd']}>
          {mayPost && <LockChoice lock={lock} onLock={setLock} />}
          <Button disabled={chosen.length === 0} onClick={() => void create()}>
            {words.create(chosen.length)}
          </Button>
        </div>
      </div>
      {problems.length > 0 && <RunProblems clients={problems} />}
      <DataList
        label={billingWords.unbilled}
        columns={columns}
        total={rows.length}
        offset={0}
        rows={rows}
        onWindow={keepAll}
        activeId={activeId}
        onActive={(row) => setActiveId(row.id)}
        onOpen={setOpened}
        selection={selection}
        onSelection={setSelection}
        onSelectAll={() => setSelection(new Set(rows.map((row) => row.id)))}
        empty={<NothingLeft />}
      />
      {opened !== null && (
        <ClientLines job={job} clientId={opened.id} name={opened.name} onChanged={onChanged} onClose={() => setOpened(null)} />
      )}
    </>
  )
}

const columns: readonly DataListColumn<Line>[] = [
  {
    id: 'client',
    header: billingWords.client,
    width: 'minmax(200px, 2fr)',
    render: (row) => <b style={{ fontWeight: 560 }}>{row.name}</b>
  },
  { id: 'lines', header: words.linesHead, width: '64px', align: 'end', render: (row) => row.lines.toLocaleString('en') },
  {
    id: 'covered',
    header: words.covered,
    width: '80px',
    align: 'end',
    render: (row) => (row.nothing === 0 ? '' : row.nothing.toLocaleString('en'))
  },
  {
    id: 'late',
    header: words.late,
    width: '112px',
    align: 'end',
    render: (row) =>
      row.lateMinor === 0 ? '' : <StatusChip tone="wait" label={moneyWords(row.lateMinor, row.parts[0]?.currency ?? 'EUR')} />
  },
  {
    id: 'amount',
    header: words.total,
    width: 'minmax(144px, 0.5fr)',
    align: 'end',
    render: (row) => (
      <span data-figures>
        {totalsOf([row])
          .map(([currency, minor]) => moneyWords(minor, currency))
          .join(' + ')}
      </span>
    )
  }
]

function LockChoice({ lock, onLock }: { lock: boolean; onLock: (lock: boolean) => void }): React.JSX.Element {
  return (
    <Checkbox label={words.post} description={words.postHint} checked={lock} onChange={(event) => onLock(event.currentTarget.checked)} />
  )
}

function NothingLeft(): React.JSX.Element {
  return (
    <EmptyState icon={<IconCircleCheck size={40} stroke={1.2} />} title={words.nothing}>
      {words.nothingText}
    </EmptyState>
  )
}

function keepAll(): void {
  // All rows are here already.
}

function Sum({ label, value }: { label: string; value: string }): React.JSX.Element {
  return (
    <div className={styles['sum']}>
      <span className={styles['sumLabel']}>{label}</span>
      <span className={styles['sumValue']}>{value}</span>
    </div>
  )
}

function lineOf(client: RunClient): Line {
  return {
    ...client,
    id: client.clientId,
    lines: client.parts.reduce((sum, part) => sum + part.lines, 0),
    lateMinor: client.parts.reduce((sum, part) => sum + part.lateMinor, 0)
  }
}

/** Currencies never add up: one sum each. */
function totalsOf(rows: readonly Line[]): readonly (readonly [currency: string, minor: number])[] {
  const totals = new Map<string, number>()
  for (const { parts } of rows) for (const part of parts) totals.set(part.currency, (totals.get(part.currency) ?? 0) + part.netMinor)
  return [...totals]
}

/** Says how many drafts there are now, and what was refused. */
function tellDrafted(drafted: readonly DraftedClient[]): void {
  const results = drafted.flatMap((client) => client.results)
  const made = results.filter(({ command, result }) => command === 'invoice.draft' && result.ok).length
  const refusals = results.flatMap(({ result }) => (result.ok ? [] : [refusalSentence(result.refusal)]))
  showDone(words.created(made))
  if (refusals.length > 0) showProblem(words.problems, [...new Set(refusals)].join(' '))
}
