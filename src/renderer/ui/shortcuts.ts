// Keyboard shortcuts of the window: rooms register theirs while they are shown, the sheet lists exactly what is registered.
// `mod` is Ctrl, on a Mac Cmd. Single keys never fire while something is being typed, nor under an open dialog of others.

import { useEffect } from 'react'
import { create } from 'zustand'
import { holdKey, releaseInto } from './type-ahead.ts'
import { useLatest } from './use-latest.ts'

export interface Shortcut {
  /** Such as `j`, `shift+j`, `mod+k`, `Escape`, or a sequence `g t`. */
  readonly keys: string
  readonly label: string
  readonly run: (event: KeyboardEvent) => void
  /** Fires also while a text field has the focus. */
  readonly whileTyping?: boolean
}

export interface ShortcutGroup {
  readonly title: string
  readonly shortcuts: readonly Shortcut[]
}

interface Registry {
  readonly groups: readonly { readonly token: object; readonly group: () => ShortcutGroup }[]
}

const useRegistry = create<Registry>(() => ({ groups: [] }))
const sequenceMs = 2000
let prefix: { key: string; at: number } | null = null

/** Registers shortcuts as long as the component is shown; the latest group wins where keys meet. */
export function useShortcuts(title: string, shortcuts: readonly Shortcut[], active = true): void {
  const latest = useLatest<ShortcutGroup>({ title, shortcuts })
  useEffect(() => {
    if (!active) return undefined
    const token = {}
    useRegistry.setState((state) => ({ groups: [...state.groups, { token, group: () => latest.current }] }))
    return () => useRegistry.setState((state) => ({ groups: state.groups.filter((entry) => entry.token !== token) }))
  }, [active, latest])
}

/** Everything that can be pressed now, for the sheet. */
export function useShortcutGroups(): readonly ShortcutGroup[] {
  return useRegistry((state) => state.groups).map((entry) => entry.group())
}

/** Listens on the document; called once by the app. Returns the function that ends it. */
export function listenForShortcuts(target: Document): () => void {
  const onKey = (event: KeyboardEvent): void => dispatch(event)
  target.addEventListener('keydown', onFirst, true)
  target.addEventListener('focusin', onFocus)
  target.addEventListener('keydown', onKey)
  return () => {
    target.removeEventListener('keydown', onFirst, true)
    target.removeEventListener('focusin', onFocus)
    target.removeEventListener('keydown', onKey)
  }
}

/** Before anything else on the screen hears it. */
function onFirst(event: KeyboardEvent): void {
  if (event.isComposing || !holdKey(event)) return
  event.preventDefault()
  event.stopPropagation()
}

function onFocus({ target }: FocusEvent): void {
  const isField = target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && isTyping(target))
  // A field that takes the focus while it is being drawn hears nothing yet.
  if (isField) queueMicrotask(() => releaseInto(target))
}

/** True on Apple machines, where Cmd stands for Ctrl. */
export function isApple(): boolean {
  return /mac|iphone|ipad/i.test(navigator.platform)
}

function dispatch(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return
  const pressed = describe(event)
  if (pressed === null || belongsToControl(event)) return
  const typing = isTyping(event.target)
  const fresh = prefix !== null && event.timeStamp - prefix.at < sequenceMs ? `${prefix.key} ${pressed}` : null
  prefix = null
  const found = (fresh !== null ? find(fresh, typing) : undefined) ?? find(pressed, typing)
  if (found) {
    event.preventDefault()
    found.run(event)
  } else if (!typing && startsSequence(pressed)) prefix = { key: pressed, at: event.timeStamp }
}

function find(keys: string, typing: boolean): Shortcut | undefined {
  const dialogOpen = document.querySelector('[role="dialog"][aria-modal="true"]') !== null
  const groups = useRegistry.getState().groups
  for (const entry of [...groups].reverse()) {
    const shortcut = entry.group().shortcuts.find((candidate) => candidate.keys === keys)
    if (shortcut && ((!typing && !dialogOpen) || shortcut.whileTyping)) return shortcut
  }
  return undefined
}

function startsSequence(key: string): boolean {
  return useRegistry.getState().groups.some((entry) => entry.group().shortcuts.some((shortcut) => shortcut.keys.startsWith(`${key} `)))
}

function describe(event: KeyboardEvent): string | null {
  if (['Shift', 'Control', 'Alt', 'Meta'].includes(event.key)) return null
  const mod = isApple() ? event.metaKey : event.ctrlKey
  const other = isApple() ? event.ctrlKey : event.metaKey
  if (other || event.altKey) return null
  const letter = event.key.length === 1
  const key = letter ? event.key.toLowerCase() : event.key
  // A sign such as `?` already says that Shift is held; only letters and named keys name it.
  const shift = event.shiftKey && (!letter || /[a-z]/i.test(key))
  return `${mod ? 'mod+' : ''}${shift ? 'shift+' : ''}${key}`
}

/** Enter and Space press the control that has the focus; Escape closes what has been opened over the room. */
function belongsToControl(event: KeyboardEvent): boolean {
  const plain = !event.ctrlKey && !event.metaKey
  if (plain && (event.key === 'Enter' || event.key === ' '))
    return (
      event.target instanceof Element &&
      event.target.closest('button, a, input, select, textarea, [role="menuitem"], [role="option"]') !== null
    )
  if (event.key !== 'Escape') return false
  return [...document.querySelectorAll('[data-portal] [class*="-dropdown"]')].some((layer) => layer.getClientRects().length > 0)
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target.tagName === 'TEXTAREA' || target.tagName === 'SELECT') return true
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'submit', 'range'].includes(target.type)
}
