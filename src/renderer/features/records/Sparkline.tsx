// A tiny line of bars: how much in each month, with the figures in words for those who can't see it.

interface SparklineProps {
  readonly label: string
  readonly values: readonly number[]
  readonly width?: number
  readonly height?: number
}

export function Sparkline({ label, values, width = 96, height = 20 }: SparklineProps): React.JSX.Element {
  const most = Math.max(1, ...values)
  const step = width / Math.max(1, values.length)
  return (
    <svg role="img" aria-label={label} width={width} height={height} viewBox={`0 0 ${String(width)} ${String(height)}`}>
      <title>{label}</title>
      {values.map((value, place) => {
        const tall = value === 0 ? 1 : Math.max(2, (value / most) * height)
        return (
          <rect
            key={place}
            x={place * step}
            y={height - tall}
            width={Math.max(1, step - 2)}
            height={tall}
            rx={1}
            fill={value === 0 ? 'var(--fx-line)' : 'var(--fx-active)'}
            opacity={place === values.length - 1 ? 1 : 0.72}
          />
        )
      })}
    </svg>
  )
}
