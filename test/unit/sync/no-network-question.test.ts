// Whether there is a network is learned by asking the server, nothing else knows it.

import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

test('[LIVE6] no code of sync or store reads navigator.onLine or listens for online events', () => {
  const root = join(import.meta.dirname, '../../..')
  const files = globSync('src/{sync,store}/**/*.ts', { cwd: root })
  expect(files.length).toBeGreaterThan(30)
  const asking = files.filter((file) => /navigator\.onLine|['"](online|offline)['"]\s*,\s*\(/.test(readFileSync(join(root, file), 'utf8')))
  expect(asking).toEqual([])
})
