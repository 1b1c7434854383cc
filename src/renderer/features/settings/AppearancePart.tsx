// How it looks on this device: light or dark, comfortable or compact.

import { type MantineColorScheme, SegmentedControl, useMantineColorScheme } from '@mantine/core'
import { useId } from 'react'
import { settingsParts, settingsWords as words } from '#core/words/rooms-settings.ts'
import { Quiet } from '#renderer/features/records/index.ts'
import { type Density, useAppearance } from '#renderer/ui/appearance.ts'
import { Section } from '#renderer/ui/Page.tsx'
import styles from './settings.module.css'

export function AppearancePart(): React.JSX.Element {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const { density, setDensity } = useAppearance()
  return (
    <Section title={settingsParts.appearance}>
      <div className={styles['stack']}>
        <Quiet>{words.local}</Quiet>
        <Choice
          label={words.theme}
          table={words.themes}
          value={colorScheme}
          onChange={(value) => setColorScheme(value as MantineColorScheme)}
        />
        <Choice label={words.density} table={words.densities} value={density} onChange={(value) => setDensity(value as Density)} />
      </div>
    </Section>
  )
}

interface ChoiceProps {
  readonly label: string
  readonly table: Readonly<Record<string, string>>
  readonly value: string
  readonly onChange: (value: string) => void
}

function Choice({ label, table, value, onChange }: ChoiceProps): React.JSX.Element {
  const labelId = useId()
  return (
    <div className={styles['field']}>
      <span id={labelId} className={styles['label']}>
        {label}
      </span>
      <SegmentedControl
        aria-labelledby={labelId}
        data={Object.entries(table).map(([one, words]) => ({ value: one, label: words }))}
        value={value}
        onChange={onChange}
      />
    </div>
  )
}
