// The proof: one checksum per kind of record over what is kept here, to be held against the server's own.

import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Answers } from '#store/contract.ts'
import { syncWords as words } from '#core/words/rooms-sync.ts'
import { Quiet } from '#renderer/features/records/index.ts'
import { useStore } from '#renderer/live/store-context.tsx'
import { Section } from '#renderer/ui/Page.tsx'
import { showDone } from '#renderer/ui/undo-toast.tsx'
import styles from './sync.module.css'

export function Verify(): React.JSX.Element {
  const client = useStore()
  const [busy, setBusy] = useState(false)
  const [hashes, setHashes] = useState<Answers['hashes'] | null>(null)
  const verify = async (): Promise<void> => {
    setBusy(true)
    try {
      setHashes(await client.request('hashes', {}))
    } finally {
      setBusy(false)
    }
  }
  const lines = Object.entries(hashes ?? {})
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(lines.map(([entity, { rows, hash }]) => `${entity}\t${String(rows)}\t${hash}`).join('\n'))
    showDone(words.copied)
  }
  return (
    <Section
      title={words.verify}
      actions={
        <>
          {hashes !== null && (
            <Button size="compact-sm" variant="subtle" onClick={() => void copy()}>
              {words.copy}
            </Button>
          )}
          <Button size="compact-sm" variant="default" loading={busy} onClick={() => void verify()}>
            {words.verifyNow}
          </Button>
        </>
      }
    >
      <Quiet>{words.verifyLead}</Quiet>
      {hashes !== null && (
        <table className={styles['table']}>
          <thead>
            <tr>
              <th>{words.entity}</th>
              <th>{words.rows}</th>
              <th>{words.hash}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map(([entity, { rows, hash }]) => (
              <tr key={entity}>
                <td>{entity}</td>
                <td>{rows.toLocaleString('en')}</td>
                <td className={styles['hash']}>{hash}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  )
}
