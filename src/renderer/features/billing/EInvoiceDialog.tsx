// Says what an e-invoice lacks before the file is made, so that it is mended here and not by the buyer's portal.

import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useLocation } from 'wouter'
import type { IssuedDocument } from '#core/documents/issued-document.ts'
import { eInvoiceProblems } from '#core/documents/ubl-rules.ts'
import { documentWords as words } from '#core/words/rooms-billing.ts'
import { saveEInvoice } from './export-documents.ts'

interface EInvoiceDialogProps {
  readonly document: IssuedDocument
  readonly onSaved: () => void
  readonly onClose: () => void
}

export function EInvoiceDialog({ document, onSaved, onClose }: EInvoiceDialogProps): React.JSX.Element {
  const [, navigate] = useLocation()
  const save = async (): Promise<void> => {
    if (!(await saveEInvoice(document))) return
    onSaved()
    onClose()
  }
  return (
    <Modal opened onClose={onClose} title={words.eInvoiceTitle} returnFocus>
      <Stack gap="sm">
        <Text size="sm">{words.eInvoiceText}</Text>
        <ul style={{ margin: 0, paddingInlineStart: 20 }}>
          {eInvoiceProblems(document).map((problem) => (
            <li key={`${problem.rule} ${problem.field}`}>
              {problem.field} ({problem.rule})
            </li>
          ))}
        </ul>
        <Group justify="flex-end" gap="xs">
          <Button variant="subtle" mr="auto" onClick={() => void save()}>
            {words.saveAnyway}
          </Button>
          <Button onClick={() => navigate('/settings/organisation')}>{words.eInvoiceSettings}</Button>
        </Group>
      </Stack>
    </Modal>
  )
}
