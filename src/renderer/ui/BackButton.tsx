// The way back to the list, before a page's title.

import { Button } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'

export function BackButton({ label, onBack }: { label: string; onBack: () => void }): React.JSX.Element {
  return (
    <Button variant="subtle" size="compact-sm" aria-label={label} onClick={onBack}>
      <IconArrowLeft size={16} aria-hidden />
    </Button>
  )
}
