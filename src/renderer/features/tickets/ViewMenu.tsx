// Keeps the filters, order, grouping and columns of the list as a view, or puts a kept one away.

import { Button, Checkbox, Menu, Modal, TextInput } from '@mantine/core'
import { IconBookmark } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { deriveId } from '#core/kernel/ids.ts'
import type { SavedView } from '#core/organisation/saved-view.entity.ts'
import { ticketListWords } from '#core/words/rooms-tickets.ts'
import { uiWords } from '#core/words/rooms-ui.ts'
import { useAct } from '#renderer/ui/use-act.ts'
import type { Viewer } from './ticket-filters.ts'
import { useTicketsPart } from './tickets.ui-store.ts'
import { useSavedViews } from './ViewTabs.tsx'

export function ViewMenu({ viewer }: { viewer: Viewer }): React.JSX.Element {
  const [naming, setNaming] = useState<'new' | 'rename' | null>(null)
  const { query, columns, savedViewId, showView } = useTicketsPart('query', 'columns', 'savedViewId', 'showView')
  const act = useAct()
  const current = useSavedViews(viewer).find((view) => view.id === savedViewId)
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button size="compact-md" variant="default" leftSection={<IconBookmark size={15} />} style={{ fontWeight: 500 }}>
            {ticketListWords.viewMenu}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setNaming('new')}>{ticketListWords.saveView}</Menu.Item>
          {current !== undefined && (
            <>
              <Menu.Item
                onClick={() =>
                  void act(
                    { name: 'saved-view.edit', input: { id: current.id, fields: { query, columns: [...columns] } } },
                    { done: ticketListWords.viewKept(current.name) }
                  )
                }
              >
                {ticketListWords.updateView}
              </Menu.Item>
              <Menu.Item onClick={() => setNaming('rename')}>{ticketListWords.renameView}</Menu.Item>
              <Menu.Item
                onClick={() => {
                  showView('mine')
                  void act({ name: 'saved-view.archive', input: { id: current.id } }, { done: ticketListWords.viewRemoved(current.name) })
                }}
              >
                {ticketListWords.removeView}
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      <Modal
        opened={naming !== null}
        onClose={() => setNaming(null)}
        title={naming === 'rename' ? ticketListWords.renameView : ticketListWords.saveView}
      >
        {naming !== null && <NameForm renamed={naming === 'rename' ? (current ?? null) : null} onClose={() => setNaming(null)} />}
      </Modal>
    </>
  )
}

/** @param renamed the view that gets another name; null: what the list shows becomes a view, and is shown as that view */
function NameForm({ renamed, onClose }: { renamed: SavedView | null; onClose: () => void }): React.JSX.Element {
  const [name, setName] = useState(renamed?.name ?? '')
  const [shared, setShared] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const { query, columns, show } = useTicketsPart('query', 'columns', 'show')
  const act = useAct()
  const saved = ([commandId]: readonly string[]): void => {
    if (renamed === null && commandId !== undefined) show({ query, savedViewId: deriveId(commandId, 1) })
  }
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const kept = { entity: 'ticket', name, query, columns: [...columns], ...(shared ? { ownerId: null } : {}) }
    const call =
      renamed === null
        ? { name: 'saved-view.create', input: kept }
        : { name: 'saved-view.edit', input: { id: renamed.id, fields: { name } } }
    const reason = await act(call, { done: ticketListWords.viewKept(name), saved, quietRefusal: true })
    setProblem(reason)
    if (reason === null) onClose()
  }
  return (
    <form onSubmit={(event) => void save(event)} style={{ display: 'flex', flexDirection: 'column', gap: 16 }}>
      <TextInput
        data-autofocus
        required
        label={ticketListWords.viewName}
        value={name}
        error={problem}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {renamed === null && (
        <Checkbox label={ticketListWords.shared} checked={shared} onChange={(event) => setShared(event.currentTarget.checked)} />
      )}
      <Button type="submit">{uiWords.save}</Button>
    </form>
  )
}
