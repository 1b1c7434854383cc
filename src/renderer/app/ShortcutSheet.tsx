// What can be pressed right now: exactly the shortcuts that are registered, room first.

import { Modal } from '@mantine/core'
import { paletteWords } from '#core/words/rooms-app.ts'
import { Keys } from '#renderer/ui/Keys.tsx'
import { useShortcutGroups } from '#renderer/ui/shortcuts.ts'
import styles from './Shell.module.css'

export function ShortcutSheet({ opened, onClose }: { opened: boolean; onClose: () => void }): React.JSX.Element {
  const groups = useShortcutGroups()
  return (
    <Modal opened={opened} onClose={onClose} title={paletteWords.shortcuts} size="lg">
      <div className={styles['sheet']}>
        {[...groups].reverse().map((group) => (
          <section key={group.title}>
            <h3 className={styles['sheetTitle']}>{group.title}</h3>
            <dl className={styles['sheetList']}>
              {group.shortcuts.map((shortcut) => (
                <div key={shortcut.keys} className={styles['sheetLine']}>
                  <dt>{shortcut.label}</dt>
                  <dd>
                    <Keys keys={shortcut.keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  )
}
