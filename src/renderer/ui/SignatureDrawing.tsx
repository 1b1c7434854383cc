// A signature as its strokes: lines, not pixels, so that it prints as sharp as it was drawn.

import styles from './Signature.module.css'

/** Points as x, y in thousandths of the pad's width and height. */
export type Stroke = readonly (readonly [x: number, y: number])[]

export function SignatureDrawing({ strokes, label }: { strokes: readonly Stroke[]; label: string }): React.JSX.Element {
  return (
    <svg className={styles['drawing']} viewBox="0 0 1000 1000" preserveAspectRatio="none" role="img" aria-label={label}>
      {strokes.map((stroke, place) => (
        <path key={place} d={pathOf(stroke)} />
      ))}
    </svg>
  )
}

/** A single point is a dot: a line of no length with round ends. */
function pathOf(stroke: Stroke): string {
  const [first, ...rest] = stroke.map(([x, y]) => `${String(x)} ${String(y)}`)
  if (first === undefined) return ''
  return `M${first} ${rest.length === 0 ? `L${first}` : rest.map((point) => `L${point}`).join(' ')}`
}
