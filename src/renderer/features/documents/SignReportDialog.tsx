// A client signs a service report: it reads what it signs, gives a name, and draws, or lets the name sign alone.

import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { ServiceReport } from '#core/work/service-report.entity.ts'
import { signWords as words } from '#core/words/papers.ts'
import type { Stroke } from '#renderer/ui/SignatureDrawing.tsx'
import { SignaturePad } from '#renderer/ui/SignaturePad.tsx'
import { useAct } from '#renderer/ui/use-act.ts'
import styles from './paper.module.css'
import { ReportPaper } from './ReportPaper.tsx'

export function SignReportDialog({ report, onClose }: { report: ServiceReport; onClose: () => void }): React.JSX.Element {
  const act = useAct()
  const [signerName, setSignerName] = useState('')
  const [strokes, setStrokes] = useState<readonly Stroke[]>([])
  const [problem, setProblem] = useState<string | null>(null)
  const sign = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (signerName.trim() === '') return setProblem(words.nameNeeded)
    const { id, ticketId, content } = report
    const input = { id, ticketId, content, signerName, signature: strokes.filter((stroke) => stroke.length > 0) }
    const refused = await act({ name: 'service-report.sign', input }, { done: words.signed, quietRefusal: true })
    if (refused === null) onClose()
    else setProblem(refused)
  }
  return (
    <Modal opened onClose={onClose} title={words.title} size="lg" returnFocus>
      <form noValidate onSubmit={(event) => void sign(event)}>
        <Stack gap="sm">
          <Text size="sm">{words.text}</Text>
          {/* A scrolling region must be reachable with the keyboard. */}
          <div className={styles['preview']} tabIndex={0} role="group" aria-label={words.title}>
            <ReportPaper report={report} />
          </div>
          <TextInput
            label={words.name}
            value={signerName}
            required
            maxLength={200}
            autoComplete="off"
            error={problem}
            onChange={(event) => {
              setSignerName(event.currentTarget.value)
              setProblem(null)
            }}
          />
          <div>
            <Text size="sm" fw={500}>
              {words.pad}
            </Text>
            <Text size="xs" c="dimmed">
              {words.padHint}
            </Text>
          </div>
          <SignaturePad strokes={strokes} label={words.strokes(strokes.length)} clearLabel={words.clear} onChange={setStrokes} />
          <Group justify="flex-end" gap="xs">
            <Button variant="subtle" onClick={onClose}>
              {words.cancel}
            </Button>
            <Button type="submit">{words.sign}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
