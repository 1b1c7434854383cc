// Uploads that nobody goes on with are dropped, at the start and every hour. Several processes may do it at once.

import type { ContentStore } from './content-store.ts'
import { uploadLifeMs } from './upload-routes.ts'

const everyMs = 3_600_000

/** Begins; the returned function ends it. */
export function expireUploads(contents: ContentStore, now: () => number, onTrouble: (error: unknown) => void): () => void {
  const turn = (): void => void contents.expire(now() - uploadLifeMs).catch(onTrouble)
  turn()
  const timer = setInterval(turn, everyMs)
  timer.unref()
  return () => clearInterval(timer)
}
