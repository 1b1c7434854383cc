// What is left of a block over time: a step for each day on which work drew from it. The scale begins at nothing and ends at the whole
// block, so that a slope means the same in every chart.

import { dayNumber } from '#core/sla/calendar-date.ts'
import { calendarDateWords } from '#renderer/ui/moments.ts'
import styles from './contracts.module.css'

interface BurnDownChartProps {
  /** The chart in words, for those who can't see it. */
  readonly label: string
  readonly total: number
  /** Amounts by calendar date, in order. */
  readonly draws: readonly { readonly date: string; readonly amount: number }[]
  /** First and last day of the scale. */
  readonly from: string
  readonly to: string
  /** The step line ends here: nothing is known of later days. */
  readonly today: string
  /** The whole block in words, at the top of the scale. */
  readonly top: string
}

const width = 560
const height = 96

export function BurnDownChart(props: BurnDownChartProps): React.JSX.Element {
  const { label, from, to } = props
  const line = stepLine(props)
  return (
    <figure className={styles['chart']}>
      <div className={styles['scale']} aria-hidden>
        <span>{props.top}</span>
        <span>0</span>
      </div>
      <svg role="img" aria-label={label} viewBox={`0 -4 ${String(width)} ${String(height + 8)}`} preserveAspectRatio="none">
        <title>{label}</title>
        <line x1="0" x2={width} y1={height} y2={height} stroke="var(--fx-line)" vectorEffect="non-scaling-stroke" />
        <line x1="0" x2={width} y1="0" y2="0" stroke="var(--fx-line)" strokeDasharray="3 4" vectorEffect="non-scaling-stroke" />
        <path d={`${line}V${String(height)}H0Z`} fill="var(--fx-tone-active-ground)" />
        <path d={line} fill="none" stroke="var(--fx-active)" strokeWidth="2" vectorEffect="non-scaling-stroke" />
      </svg>
      <figcaption className={styles['axis']} aria-hidden>
        <span>{calendarDateWords(from)}</span>
        <span>{calendarDateWords(to)}</span>
      </figcaption>
    </figure>
  )
}

/** From the whole block at the left, down at each draw, to today. */
function stepLine({ total, draws, from, to, today }: BurnDownChartProps): string {
  const first = dayNumber(from)
  const days = Math.max(1, dayNumber(to) - first)
  const x = (date: string): number => Math.min(width, Math.max(0, ((dayNumber(date) - first) / days) * width))
  const y = (left: number): number => height - (Math.min(total, Math.max(0, left)) / Math.max(1, total)) * height
  let left = total
  let path = `M0 ${y(left).toFixed(1)}`
  for (const { date, amount } of draws) {
    left -= amount
    path += `H${x(date).toFixed(1)}V${y(left).toFixed(1)}`
  }
  return `${path}H${x(today < to ? today : to).toFixed(1)}`
}
