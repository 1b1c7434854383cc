// The line of filters above the inventory.

import { Button, Select } from '@mantine/core'
import type { RefObject } from 'react'
import { assetKindWords, assetStatusWords } from '#core/words/records.ts'
import { assetWords as words, warrantyWords } from '#core/words/rooms-assets.ts'
import { SearchBox } from '#renderer/features/records/index.ts'
import { EntityPicker } from '#renderer/ui/EntityPicker.tsx'
import { Toolbar } from '#renderer/ui/Toolbar.tsx'
import type { AssetFiltering } from './asset-filters.ts'
import type { WarrantyState } from './warranty.ts'

interface AssetFilterBarProps {
  readonly filtering: AssetFiltering
  readonly searchBox: RefObject<HTMLInputElement | null>
}

export function AssetFilterBar({ filtering, searchBox }: AssetFilterBarProps): React.JSX.Element {
  const { filters, set } = filtering
  return (
    <Toolbar label={words.search}>
      <SearchBox label={words.search} box={searchBox} value={filters.words} onChange={(typed) => set({ words: typed })} />
      <Choice
        label={words.kind}
        any={words.anyKind}
        table={assetKindWords}
        width={128}
        value={filters.kind}
        onChange={(kind) => set({ kind })}
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
      <Choice
        label={words.status}
        any={words.anyStatus}
        table={assetStatusWords}
        width={136}
        value={filters.status}
        onChange={(status) => set({ status })}
      />
      <Choice
        label={words.warranty}
        any={words.anyWarranty}
        table={warrantyWords}
        width={176}
        value={filters.warranty}
        onChange={(warranty) => set({ warranty: warranty as WarrantyState | null })}
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

interface ChoiceProps {
  readonly label: string
  /** What stands there while nothing is chosen. */
  readonly any: string
  readonly table: Readonly<Record<string, string>>
  readonly width: number
  readonly value: string | null
  readonly onChange: (value: string | null) => void
}

function Choice({ label, any, table, width, value, onChange }: ChoiceProps): React.JSX.Element {
  const data = Object.entries(table).map(([one, words]) => ({ value: one, label: words }))
  return <Select size="sm" w={width} aria-label={label} placeholder={any} data={data} value={value} clearable onChange={onChange} />
}
