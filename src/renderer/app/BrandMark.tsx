// The sign of the product: a point that stays where it is while everything turns around it.

export function BrandMark({ size = 24 }: { size?: number }): React.JSX.Element {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden>
      <circle cx="12" cy="12" r="9" fill="none" stroke="var(--fx-active)" strokeWidth="2.4" strokeDasharray="44 13" strokeLinecap="round" />
      <circle cx="12" cy="12" r="3.4" fill="var(--fx-active)" />
    </svg>
  )
}
