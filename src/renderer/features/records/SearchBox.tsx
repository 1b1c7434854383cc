// The box above a list in which its words are typed.

import { TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import type { RefObject } from 'react'

interface SearchBoxProps {
  readonly label: string
  readonly box: RefObject<HTMLInputElement | null>
  readonly value: string
  readonly onChange: (words: string) => void
}

export function SearchBox({ label, box, value, onChange }: SearchBoxProps): React.JSX.Element {
  return (
    <TextInput
      ref={box}
      size="sm"
      style={{ flex: '1 1 160px', maxWidth: 256 }}
      aria-label={label}
      placeholder={label}
      leftSection={<IconSearch size={16} aria-hidden />}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
