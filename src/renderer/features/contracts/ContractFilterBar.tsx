// The line of filters above the list of contracts.

import { SegmentedControl, Select } from '@mantine/core'
import type { RefObject } from 'react'
import { contractModels } from '#core/contracts/contract.entity.ts'
import { contractModelWords } from '#core/words/records.ts'
import { contractWords as words } from '#core/words/rooms-contracts.ts'
import { SearchBox } from '#renderer/features/records/index.ts'
import { EntityPicker } from '#renderer/ui/EntityPicker.tsx'
import { Toolbar } from '#renderer/ui/Toolbar.tsx'
import { type ContractFiltering, contractViews } from './contract-filters.ts'

interface ContractFilterBarProps {
  readonly filtering: ContractFiltering
  readonly searchBox: RefObject<HTMLInputElement | null>
}

const viewWords = { all: words.all, coming: words.coming, past: words.past, archived: words.archivedView } as const

export function ContractFilterBar({ filtering, searchBox }: ContractFilterBarProps): React.JSX.Element {
  const { filters, set } = filtering
  return (
    <Toolbar label={words.search}>
      <SegmentedControl
        size="xs"
        aria-label={words.views}
        style={{ flexShrink: 0 }}
        data={contractViews.map((view) => ({ value: view, label: viewWords[view] }))}
        value={filters.view}
        onChange={(chosen) => set({ view: contractViews.find((view) => view === chosen) ?? 'all' })}
      />
      <SearchBox label={words.search} box={searchBox} value={filters.words} onChange={(typed) => set({ words: typed })} />
      <Select
        size="sm"
        w={152}
        aria-label={words.model}
        placeholder={words.anyModel}
        data={contractModels.map((model) => ({ value: model, label: contractModelWords[model] }))}
        value={filters.model}
        clearable
        onChange={(model) => set({ model })}
      />
      <div style={{ width: 200 }}>
        <EntityPicker
          entity="client"
          label={words.client}
          hiddenLabel
          placeholder={words.anyClient}
          value={filters.clientId}
          labelOf={(row) => String(row['name'])}
          clearable
          onChange={(clientId) => set({ clientId })}
        />
      </div>
    </Toolbar>
  )
}
