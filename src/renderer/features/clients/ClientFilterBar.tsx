// The line of filters above the list of clients.

import { Button, Select } from '@mantine/core'
import type { RefObject } from 'react'
import { serviceModelWords } from '#core/words/records.ts'
import { clientWords as words } from '#core/words/rooms-clients.ts'
import { SearchBox } from '#renderer/features/records/index.ts'
import { Toolbar } from '#renderer/ui/Toolbar.tsx'
import type { ClientFiltering } from './client-filters.ts'

const modelChoices = Object.entries(serviceModelWords).map(([value, label]) => ({ value, label }))

interface ClientFilterBarProps {
  readonly filtering: ClientFiltering
  readonly searchBox: RefObject<HTMLInputElement | null>
}

export function ClientFilterBar({ filtering, searchBox }: ClientFilterBarProps): React.JSX.Element {
  const { filters, set } = filtering
  return (
    <Toolbar label={words.search}>
      <SearchBox label={words.search} box={searchBox} value={filters.words} onChange={(typed) => set({ words: typed })} />
      <Select
        size="sm"
        w={160}
        aria-label={words.model}
        placeholder={words.anyModel}
        data={modelChoices}
        value={filters.model}
        clearable
        onChange={(model) => set({ model })}
      />
      <Button
        size="sm"
        variant={filters.archived ? 'filled' : 'default'}
        aria-pressed={filters.archived}
        onClick={() => set({ archived: !filters.archived })}
      >
        {words.showArchived}
      </Button>
    </Toolbar>
  )
}
