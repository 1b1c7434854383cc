// Messages of the operating system, asked for once. Both platforms have the web's own interface for them.

import type { Notice } from './platform.ts'

/** Shows a message; false when it may not. `open` is called with its route when it is clicked. */
export async function showNotice(notice: Notice, open: (route: string) => void): Promise<boolean> {
  if (!('Notification' in globalThis)) return false
  const permission = Notification.permission === 'default' ? await Notification.requestPermission() : Notification.permission
  if (permission !== 'granted') return false
  const shown = new Notification(notice.title, { body: notice.body })
  shown.addEventListener('click', () => {
    globalThis.focus()
    open(notice.route)
  })
  return true
}
