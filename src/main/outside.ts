// The only door to other programs: web pages over TLS, mail and telephone. Anything else (file:, smb:, a protocol of some installed
// program) could run code, so it is refused.

import { shell } from 'electron'

const allowed = new Set(['https:', 'mailto:', 'tel:'])

/** Opens an address in the system's program for it; false when it was refused. */
export async function openOutside(address: string): Promise<boolean> {
  if (!URL.canParse(address)) return false
  const url = new URL(address)
  if (!allowed.has(url.protocol)) return false
  await shell.openExternal(url.href)
  return true
}
