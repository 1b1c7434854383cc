// The life of an asset as a line from the day it was bought to its end: where today stands, until when it is covered.
// The same facts stand as words under it.

import { assetWords as words } from '#core/words/rooms-assets.ts'
import { dateWords } from '#renderer/ui/moments.ts'
import styles from './assets.module.css'

interface LifeCycleProps {
  readonly purchasedOn: string | null
  readonly warrantyUntil: string | null
  readonly endOfLifeOn: string | null
}

export function LifeCycle({ purchasedOn, warrantyUntil, endOfLifeOn }: LifeCycleProps): React.JSX.Element {
  const start = at(purchasedOn)
  const warranty = at(warrantyUntil)
  const end = at(endOfLifeOn) ?? warranty
  if (start === null || end === null || end <= start) return <p className={styles['quiet']}>{words.noDates}</p>
  const now = Date.now()
  const share = (moment: number): number => Math.min(100, Math.max(0, ((moment - start) / (end - start)) * 100))
  return (
    <div>
      <div className={styles['line']} aria-hidden>
        {warranty !== null && <span className={styles['covered']} style={{ width: `${String(share(warranty))}%` }} />}
        <span className={styles['today']} style={{ left: `${String(share(now))}%` }} title={words.today} />
      </div>
      <dl className={styles['marks']}>
        <Mark label={words.bought} moment={start} />
        {warranty !== null && <Mark label={words.warrantyEnds} moment={warranty} />}
        {endOfLifeOn !== null && <Mark label={words.endOfLife} moment={end} />}
        <div>
          <dt>{words.today}</dt>
          <dd>{words.age(((now - start) / 31_557_600_000).toFixed(1))}</dd>
        </div>
      </dl>
    </div>
  )
}

function Mark({ label, moment }: { label: string; moment: number }): React.JSX.Element {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{dateWords(moment)}</dd>
    </div>
  )
}

function at(date: string | null): number | null {
  return date === null ? null : Date.parse(`${date}T12:00:00`)
}
