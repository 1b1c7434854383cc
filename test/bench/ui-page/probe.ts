// What runs in the measured window: it hears the key or the press, looks at the screen at every change of it, and takes the time when
// the frame that shows the answer was painted. The browser's driver puts it into the page; it is no part of the app.

/** Parts of the screen that are watched. */
export type Watched = 'list' | 'hand' | 'ticket'

// The list shows the column in which another device's changes are seen.
localStorage.setItem('fixpoint.tickets.columns', 'number client status priority assignee category updated')

declare global {
  interface Window {
    uiProbe: typeof probe
  }
}

/** How long a change of the screen is waited for. */
const patienceMs = 1_500

/** What is seen of each part; null while it is not there yet. */
const signs: Readonly<Record<Watched, () => string | null>> = {
  list() {
    const grid = document.querySelector('[role=grid]')
    if (!grid) return document.querySelector('main')?.textContent ?? null
    if (grid.querySelector('[aria-busy]')) return null
    const rows = Array.from(grid.querySelectorAll('[role=row][id]'), (row) => row.id + row.textContent)
    return `${grid.getAttribute('aria-rowcount') ?? ''} ${rows.join('\n')}`
  },
  hand() {
    const grid = document.querySelector('[role=grid]')
    const selected = grid?.querySelectorAll('[aria-selected=true]').length ?? 0
    return `${grid?.getAttribute('aria-activedescendant') ?? ''} ${selected}`
  },
  ticket() {
    const article = document.querySelector('article[data-layout=page]')
    const log = article?.querySelector('[role=log]')
    return log && !log.querySelector('[role=status]') ? (article?.getAttribute('aria-label') ?? null) : null
  }
}

const looks = new Set<() => void>()
new MutationObserver(() => {
  for (const look of looks) look()
}).observe(document, { subtree: true, childList: true, attributes: true, characterData: true })

function afterPaint(then: () => void): void {
  requestAnimationFrame(() => setTimeout(then))
}

let measured: Promise<number | null> = Promise.resolve(null)
let from: number | null = null
const begin = (event: Event): void => {
  from ??= event.timeStamp
}
addEventListener('keydown', begin, true)
addEventListener('pointerdown', begin, true)

/** Waits for the next key or press, then for what it changes. */
function arm(watched: Watched): void {
  const before = signs[watched]()
  from = null
  measured = new Promise((resolve) => {
    const late = setTimeout(() => end(null), patienceMs)
    const end = (value: number | null): void => {
      clearTimeout(late)
      looks.delete(look)
      resolve(value)
    }
    const look = (): void => {
      const start = from
      const now = start === null ? null : signs[watched]()
      if (start === null || now === null || now === before) return
      looks.delete(look)
      afterPaint(() => end(performance.now() - start))
    }
    looks.add(look)
  })
}

const texts = new Map<string, number>()

/** Notes when each text of this pattern was painted first, UTC milliseconds. */
function watchTexts(pattern: string): void {
  const found = new RegExp(pattern, 'g')
  looks.add(() => {
    for (const [text] of (document.querySelector('[role=grid]')?.textContent ?? '').matchAll(found)) {
      if (texts.has(text)) continue
      texts.set(text, 0)
      afterPaint(() => texts.set(text, performance.timeOrigin + performance.now()))
    }
  })
}

const frames: number[] = []
let frame = 0

/** Notes the times between frames. */
function watchFrames(on: boolean): void {
  cancelAnimationFrame(frame)
  if (!on) return
  let last: number | null = null
  const step = (now: number): void => {
    if (last !== null) frames.push(now - last)
    last = now
    frame = requestAnimationFrame(step)
  }
  frame = requestAnimationFrame(step)
}

const probe = {
  /** First painted row of this page's life, milliseconds since the start of navigation. */
  firstRow: null as number | null,
  arm,
  /** Milliseconds from the key to the painted change; null when nothing changed in time. */
  done: () => measured,
  watchTexts,
  texts: () => [...texts],
  watchFrames,
  frames: () => frames
}
window.uiProbe = probe

const seeFirst = (): void => {
  if (!document.querySelector('[role=grid] [role=row][id]')) return
  looks.delete(seeFirst)
  afterPaint(() => (probe.firstRow = performance.now()))
}
looks.add(seeFirst)
