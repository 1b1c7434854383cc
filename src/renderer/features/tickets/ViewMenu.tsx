// Keeps the filters, order, grouping and columns of the list as a view, or puts a kept one away.

import { Button, Checkbox, Menu, Modal, TextInput } from '@mantine/core'
import { IconBookmark } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { ticketListWords } from '#core/words/rooms-tickets.ts'
import { uiWords } from '#core/words/rooms-ui.ts'
import { useAct } from '#renderer/ui/use-act.ts'
import type { Viewer } from './ticket-filters.ts'
import { useTicketsPart } from './tickets.ui-store.ts'
import { useSavedViews } from './ViewTabs.tsx'

export function ViewMenu({ viewer }: { viewer: Viewer }): React.JSX.Element {
  const [naming, setNaming] = useState(false)
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
          <Menu.Item onClick={() => setNaming(true)}>{ticketListWords.saveView}</Menu.Item>
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
      <Modal opened={naming} onClose={() => setNaming(false)} title={ticketListWords.saveView}>
        {naming && <NameForm onClose={() => setNaming(false)} />}
      </Modal>
    </>
  )
}

function NameForm({ onClose }: { onClose: () => void }): React.JSX.Element {
  const [name, setName] = useState('')
  const [shared, setShared] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const { query, columns } = useTicketsPart('query', 'columns')
  const act = useAct()
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const input = { entity: 'ticket', name, query, columns: [...columns], ...(shared ? { ownerId: null } : {}) }
    const reason = await act({ name: 'saved-view.create', input }, { done: ticketListWords.viewKept(name), quietRefusal: true })
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
      <Checkbox label={ticketListWords.shared} checked={shared} onChange={(event) => setShared(event.currentTarget.checked)} />
      <Button type="submit">{uiWords.save}</Button>
    </form>
  )
}
