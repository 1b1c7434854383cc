// The state of sync in words and sign, always in sight; leads to the Sync room.

import { IconAlertTriangle, IconCheck, IconCloudOff, type Icon, IconLogout, IconRefresh } from '@tabler/icons-react'
import { Link } from 'wouter'
import { syncBadgeWords } from '#core/words/rooms-app.ts'
import type { SyncStatus } from '#store/contract.ts'
import { useStatus } from '#renderer/live/use-live.ts'
import styles from './Shell.module.css'

const icons: Readonly<Record<SyncStatus['state'], Icon>> = {
  starting: IconRefresh,
  'signed-out': IconLogout,
  offline: IconCloudOff,
  syncing: IconRefresh,
  'up-to-date': IconCheck,
  'needs-you': IconAlertTriangle
}

export function SyncBadge(): React.JSX.Element {
  const status = useStatus()
  const state = status?.state ?? 'starting'
  const Sign = icons[state]
  const words = wordsOf(status)
  return (
    <Link href="/sync" className={styles['sync']} data-state={state} title={words} aria-label={syncBadgeWords.label(words)}>
      <Sign size={16} aria-hidden />
      <span aria-live="polite">{words}</span>
    </Link>
  )
}

function wordsOf(status: SyncStatus | null): string {
  if (status === null) return syncBadgeWords.starting
  const needs = status.refused + status.parked + status.conflicts
  if (status.state === 'needs-you' && needs > 0)
    return [syncBadgeWords.needsYou(needs), ...(status.offline ? [syncBadgeWords.offline] : [])].join(' · ')
  const word = syncBadgeWords[status.state]
  if (status.state === 'syncing' && status.progress !== null && status.progress.done > 0)
    return `${word} ${syncBadgeWords.progress(status.progress.done, status.progress.total)}`
  return status.waiting > 0 ? `${word} · ${syncBadgeWords.waiting(status.waiting)}` : word
}
