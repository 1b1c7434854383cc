// Service reports of a ticket: written from what was done, signed by the client, then unchangeable.

import { Button, Group, Modal, Stack, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useLocation } from 'wouter'
import type { ServiceReport } from '#core/work/service-report.entity.ts'
import type { Ticket } from '#core/tickets/ticket.entity.ts'
import { formWords } from '#core/words/rooms-records.ts'
import { reportWords as words } from '#core/words/rooms-work.ts'
import { SignReportDialog } from '#renderer/features/documents/index.ts'
import { retyped } from '#renderer/live/retyped.ts'
import { useDraft } from '#renderer/live/use-draft.ts'
import { useQuery } from '#renderer/live/use-query.ts'
import { dateWords } from '#renderer/ui/moments.ts'
import { StatusChip } from '#renderer/ui/StatusChip.tsx'
import { useAct } from '#renderer/ui/use-act.ts'
import styles from './ticket.module.css'
import { useReportSource } from './use-report-source.ts'

export function Reports({ row }: { row: Ticket }): React.JSX.Element {
  const [opened, setOpened] = useState<'write' | ServiceReport | null>(null)
  const reports = useQuery<ServiceReport>({
    entity: 'service_report',
    parentId: row.id,
    sort: [{ field: 'createdAt', direction: 'descending' }]
  })
  const kept = reports.rows.filter((report) => report.archivedAt === null)
  return (
    <section className={styles['card']} aria-label={words.title}>
      <h2 className={styles['cardTitle']}>{words.title}</h2>
      {!reports.loading && kept.length === 0 && <p className={styles['quiet']}>{words.none}</p>}
      <ul className={styles['rows']}>
        {kept.map((report) => (
          <ReportLine key={report.id} report={report} onSign={() => setOpened(report)} />
        ))}
      </ul>
      {row.archivedAt === null && (
        <Button variant="default" style={{ alignSelf: 'flex-start' }} onClick={() => setOpened('write')}>
          {words.write}
        </Button>
      )}
      {opened === 'write' && <WriteReport row={row} onClose={() => setOpened(null)} />}
      {opened !== null && opened !== 'write' && <SignReportDialog report={opened} onClose={() => setOpened(null)} />}
    </section>
  )
}

function ReportLine({ report, onSign }: { report: ServiceReport; onSign: () => void }): React.JSX.Element {
  const act = useAct()
  const [, navigate] = useLocation()
  const isSigned = report.signedAt !== null
  const { id, ticketId } = report
  return (
    <li className={styles['workLine']}>
      <span className={styles['workText']}>{words.of(dateWords(report.createdAt))}</span>
      <StatusChip tone={isSigned ? 'good' : 'info'} label={isSigned ? words.signed(report.signerName) : words.draft} />
      {!isSigned && (
        <>
          <Button size="compact-xs" onClick={onSign}>
            {words.sign}
          </Button>
          <Button
            size="compact-xs"
            variant="subtle"
            onClick={() => void act({ name: 'service-report.discard', input: { id, ticketId } }, { done: words.discarded })}
          >
            {words.discard}
          </Button>
        </>
      )}
      <Button size="compact-xs" variant="subtle" onClick={() => navigate(`/print/report/${ticketId}/${id}`)}>
        {words.print}
      </Button>
    </li>
  )
}

function WriteReport({ row, onClose }: { row: Ticket; onClose: () => void }): React.JSX.Element {
  const act = useAct()
  const contentOf = useReportSource(row)
  const draft = useDraft<string>(`report:${row.id}`)
  const [problem, setProblem] = useState<string | null>(null)
  const write = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const content = contentOf?.(draft.value ?? '')
    if (content === undefined) return
    const reason = await act(
      { name: 'service-report.write', input: { ticketId: row.id, content } },
      { done: words.written, quietRefusal: true }
    )
    setProblem(reason)
    if (reason !== null) return
    draft.clear()
    onClose()
  }
  return (
    <Modal opened onClose={onClose} title={words.writeTitle} size="lg" returnFocus>
      <form onSubmit={(event) => void write(event)}>
        <Stack gap="sm">
          <Textarea
            data-autofocus
            label={words.summary}
            autosize
            minRows={4}
            maxRows={16}
            value={draft.value ?? ''}
            error={problem}
            onChange={({ currentTarget: { value: typed } }) => draft.change((now) => retyped(now ?? '', draft.value ?? '', typed))}
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {formWords.cancel}
            </Button>
            <Button type="submit" disabled={contentOf === null}>
              {words.write}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
