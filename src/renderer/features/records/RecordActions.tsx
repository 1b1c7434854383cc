// Edit, and archive or restore: the actions in the head of a record's page. Archiving is taken back from the toast, so it asks nothing.

import { Button } from '@mantine/core'
import { IconArchive, IconEdit, IconRestore } from '@tabler/icons-react'
import { useAct } from '#renderer/ui/use-act.ts'

interface RecordActionsProps {
  /** First part of the command names: `asset` archives by `asset.archive`. */
  readonly entity: string
  readonly row: { readonly id: string; readonly name: string; readonly archivedAt: number | null }
  readonly words: {
    readonly edit: string
    readonly archive: string
    readonly restore: string
    readonly archived: (name: string) => string
    readonly restored: (name: string) => string
  }
  readonly onEdit: () => void
}

export function RecordActions({ entity, row, words, onEdit }: RecordActionsProps): React.JSX.Element {
  const act = useAct()
  const archived = row.archivedAt !== null
  const flip = (): void => {
    const done = archived ? words.restored(row.name) : words.archived(row.name)
    void act({ name: archived ? `${entity}.restore` : `${entity}.archive`, input: { id: row.id } }, { done })
  }
  return (
    <>
      <Button variant="default" leftSection={<IconEdit size={16} aria-hidden />} onClick={onEdit} disabled={archived}>
        {words.edit}
      </Button>
      <Button
        variant="default"
        leftSection={archived ? <IconRestore size={16} aria-hidden /> : <IconArchive size={16} aria-hidden />}
        onClick={flip}
      >
        {archived ? words.restore : words.archive}
      </Button>
    </>
  )
}
