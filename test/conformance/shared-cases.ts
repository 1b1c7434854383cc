// Where the shared conformance files are, beside the repository; they may be absent, and tests then say so in their titles.

import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Path of a file of cases that lies in this folder. */
export function ownCases(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url))
}

/** Path of a shared file of cases, or null where it is absent. */
export function sharedCases(name: string): string | null {
  const path = fileURLToPath(new URL(`../../../shared/conformance/${name}`, import.meta.url))
  return existsSync(path) ? path : null
}
