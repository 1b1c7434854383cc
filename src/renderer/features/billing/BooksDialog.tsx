// Asks for the revenue account before documents go to the books, and says which file belongs to which import and which document can't go; the
// account is remembered on this device.

import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { IssuedDocument } from '#core/documents/issued-document.ts'
import { documentWords as words } from '#core/words/rooms-billing.ts'
import { formWords } from '#core/words/rooms-records.ts'
import { type BooksFormat, booksFiles, saveForBooks } from './export-documents.ts'

interface BooksDialogProps {
  readonly format: BooksFormat
  readonly documents: readonly IssuedDocument[]
  /** They were saved, but for those with these numbers. */
  readonly onSaved: (left: ReadonlySet<string>) => void
  readonly onClose: () => void
}

const usualAccount: Readonly<Record<BooksFormat, string>> = { xero: '200', quickbooks: '' }

export function BooksDialog({ format, documents, onSaved, onClose }: BooksDialogProps): React.JSX.Element {
  const key = `fixpoint.billing.account.${format}`
  const [account, setAccount] = useState(() => localStorage.getItem(key) ?? usualAccount[format])
  const books = booksFiles(format, documents, account.trim())
  const creditNotes = books.files.some(({ kind }) => kind === 'credit-notes')
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    localStorage.setItem(key, account)
    if (!(await saveForBooks(format, books))) return
    onSaved(new Set(books.left.map(({ number }) => number)))
    onClose()
  }
  return (
    <Modal opened onClose={onClose} title={format === 'xero' ? words.xero : words.quickBooks} returnFocus>
      <form onSubmit={(event) => void submit(event)}>
        <Stack gap="sm">
          <TextInput data-autofocus label={words.account} value={account} onChange={(event) => setAccount(event.currentTarget.value)} />
          {creditNotes && <Text size="sm">{words.creditNotesApart}</Text>}
          {books.left.length > 0 && (
            <Text size="sm" role="alert">
              {words.left(books.left.map(({ number }) => number))}
            </Text>
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {formWords.cancel}
            </Button>
            <Button type="submit" disabled={books.files.length === 0}>
              {words.export}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
