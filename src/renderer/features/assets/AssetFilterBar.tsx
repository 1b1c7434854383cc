// The line of filters above the inventory.

import { Button, Select, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import type { RefObject } from 'react'
import { assetKindWords, assetStatusWords } from '#core/words/records.ts'
import { assetWords as words, warrantyWords } from '#core/words/rooms-assets.ts'
import { EntityPicker } from '#renderer/ui/EntityPicker.tsx'
import { Toolbar } from '#renderer/ui/Toolbar.tsx'
import type { AssetFiltering } from './asset-filters.ts'
import type { WarrantyState } from './warranty.ts'

const choicesOf = (table: Readonly<Record<string, string>>): { value: string; label: string }[] =>
  Object.entries(table).map(([value, label]) => ({ value, label }))

export function AssetFilterBar({
  filtering,
  searchBox
}: {
  filtering: AssetFiltering
  searchBox: RefObject<HTMLInputElement | null>
}): React.JSX.Element {
  const { filters, set } = filtering
  return (
    <Toolbar label={words.search}>
      <TextInput
        ref={searchBox}
        size="sm"
        w={240}
        aria-label={words.search}
        placeholder={words.search}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={filters.words}
        onChange={(event) => set({ words: event.currentTarget.value })}
      />
      <Select
        size="sm"
        w={128}
        aria-label={words.kind}
        placeholder={words.anyKind}
        data={choicesOf(assetKindWords)}
        value={filters.kind}
        clearable
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
      <Select
        size="sm"
        w={136}
        aria-label={words.status}
        placeholder={words.anyStatus}
        data={choicesOf(assetStatusWords)}
        value={filters.status}
        clearable
        onChange={(status) => set({ status })}
      />
      <Select
        size="sm"
        w={176}
        aria-label={words.warranty}
        placeholder={words.anyWarranty}
        data={choicesOf(warrantyWords)}
        value={filters.warranty}
        clearable
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
