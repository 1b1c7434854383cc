// Every shortcut that can be pressed now, read from what the rooms registered.

import { settingsParts, settingsWords as words } from '#core/words/rooms-settings.ts'
import { Quiet } from '#renderer/features/records/index.ts'
import { Keys } from '#renderer/ui/Keys.tsx'
import { Section } from '#renderer/ui/Page.tsx'
import { useShortcutGroups } from '#renderer/ui/shortcuts.ts'
import styles from './settings.module.css'

export function ShortcutsPart(): React.JSX.Element {
  const groups = useShortcutGroups()
  return (
    <Section title={settingsParts.shortcuts}>
      <Quiet>{words.shortcutsLead}</Quiet>
      {groups.map((group, place) => (
        <Section key={`${group.title} ${String(place)}`} title={group.title}>
          <dl className={styles['keys']}>
            {group.shortcuts.map((shortcut) => (
              <div key={shortcut.keys} style={{ display: 'contents' }}>
                <dt>{shortcut.label}</dt>
                <dd>
                  <Keys keys={shortcut.keys} />
                </dd>
              </div>
            ))}
          </dl>
        </Section>
      ))}
    </Section>
  )
}
