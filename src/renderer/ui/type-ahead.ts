// Letters that are typed before the field they are meant for is on the screen: a dialog that a key opens takes a moment, longer on a busy
// machine. They are held and go into the field that takes the focus; none of them is lost, and none presses a key of the room.

/** So long a field may take to appear; what is typed later is meant for the room again. */
const patienceMs = 3_000

let held: { text: string; readonly since: number } | null = null

/** From now on letters are meant for the field of a dialog that is about to appear. To be called only by what opens one for certain. */
export function expectField(): void {
  if (document.querySelector('[role="dialog"][aria-modal="true"]') !== null) return
  held = { text: '', since: performance.now() }
}

/** Takes a key where a field is expected. Answers whether it was one for the field. */
export function holdKey(event: KeyboardEvent): boolean {
  if (held === null) return false
  const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey
  if (event.timeStamp - held.since > patienceMs || event.key === 'Escape' || !isPlain) {
    held = null
    return false
  }
  if (event.key.length === 1) held.text += event.key
  else if (event.key === 'Backspace') held.text = held.text.slice(0, -1)
  return true
}

/** Puts what was held into the field that took the focus. */
export function releaseInto(field: HTMLInputElement | HTMLTextAreaElement): void {
  const text = held?.text ?? ''
  held = null
  if (text === '') return
  // Past the property that React watches, so that it hears the change as if it were typed.
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value')?.set?.call(field, field.value + text)
  field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText', data: text }))
}
