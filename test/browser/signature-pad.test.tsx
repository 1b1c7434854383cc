// The signature pad under a real pointer: what is drawn becomes strokes in thousandths, a tap is a dot, clearing takes all away.

import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { afterEach, describe, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { SignatureDrawing, type Stroke } from '#renderer/ui/SignatureDrawing.tsx'
import { SignaturePad } from '#renderer/ui/SignaturePad.tsx'
import { UiRoot } from '#renderer/ui/UiRoot.tsx'

const host = document.body.appendChild(document.createElement('div'))
host.style.width = '600px'
const root = createRoot(host)
let strokes: readonly Stroke[] = []

function show(): void {
  const change = (next: readonly Stroke[]): void => {
    strokes = next
    show()
  }
  flushSync(() =>
    root.render(
      <UiRoot test>
        <SignaturePad strokes={strokes} label={`${String(strokes.length)} strokes`} clearLabel="Clear" onChange={change} />
      </UiRoot>
    )
  )
}

afterEach(() => {
  strokes = []
})

function pad(): Element {
  const found = host.querySelector('svg')?.parentElement
  if (!found) throw new Error('the pad is there')
  return found
}

function pointer(type: string, share: readonly [x: number, y: number], more: PointerEventInit = {}): void {
  const { left, top, width, height } = pad().getBoundingClientRect()
  const place = { clientX: left + width * share[0], clientY: top + height * share[1] }
  pad().dispatchEvent(new PointerEvent(type, { bubbles: true, isPrimary: true, pointerId: 1, button: 0, ...place, ...more }))
}

describe('a signature', () => {
  it('is kept as strokes, each from where the pen came down to where it left, and never outside of the pad', async () => {
    show()
    await expect.element(page.getByRole('img', { name: '0 strokes' })).toBeInTheDocument()
    // A pointer that a script makes can't be captured.
    pad().setPointerCapture = () => undefined
    pointer('pointerdown', [0.1, 0.5])
    pointer('pointermove', [0.5, 0.25])
    pointer('pointermove', [1.5, -1])
    pointer('pointerup', [1.5, -1])
    pointer('pointermove', [0.2, 0.2])
    pointer('pointerdown', [0.5, 0.9])
    pointer('pointerup', [0.5, 0.9])
    expect(strokes).toEqual([
      [
        [100, 500],
        [500, 250],
        [1000, 0]
      ],
      [[500, 900]]
    ])
  })

  it('ignores a second finger and any button but the first, and can be cleared', async () => {
    show()
    pad().setPointerCapture = () => undefined
    pointer('pointerdown', [0.5, 0.5], { isPrimary: false })
    pointer('pointerdown', [0.5, 0.5], { button: 2 })
    expect(strokes).toEqual([])
    pointer('pointerdown', [0.5, 0.5])
    await page.getByRole('button', { name: 'Clear' }).click()
    expect(strokes).toEqual([])
  })

  it('is drawn again as lines that scale, a dot as a line of no length', () => {
    const drawn = [
      [[500, 900]],
      [
        [0, 0],
        [1000, 1000]
      ]
    ] as const
    flushSync(() => root.render(<SignatureDrawing strokes={drawn} label="Signature" />))
    const paths = [...host.querySelectorAll('path')].map((path) => path.getAttribute('d'))
    expect(paths).toEqual(['M500 900 L500 900', 'M0 0 L1000 1000'])
  })
})
