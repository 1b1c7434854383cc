// The side of the window: who is signed in, the rooms, and at the foot the state of sync.

import { Link, useLocation } from 'wouter'
import { appWords } from '#core/words/rooms-app.ts'
import { Keys } from '#renderer/ui/Keys.tsx'
import { AccountSwitcher } from './AccountSwitcher.tsx'
import { rooms } from './rooms.tsx'
import styles from './Shell.module.css'
import { SyncBadge } from './SyncBadge.tsx'

export function Sidebar(): React.JSX.Element {
  const [location] = useLocation()
  return (
    <aside className={styles['sidebar']} aria-label={appWords.sidebar}>
      <AccountSwitcher />
      <nav aria-label={appWords.rooms} className={styles['rooms']}>
        {rooms
          .filter((room) => room.path !== '/sync')
          .map((room) => {
            const current = location === room.path || location.startsWith(`${room.path}/`)
            return (
              <Link
                key={room.path}
                href={room.path}
                className={styles['room']}
                data-current={current}
                title={room.label}
                aria-current={current ? 'page' : undefined}
              >
                <room.icon size={18} stroke={1.7} aria-hidden />
                <span>{room.label}</span>
                <span className={styles['roomKeys']} aria-hidden>
                  <Keys keys={room.keys} />
                </span>
              </Link>
            )
          })}
      </nav>
      <SyncBadge />
    </aside>
  )
}
