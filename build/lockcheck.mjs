// Fails when package-lock.json lacks a platform package that some dependency names as optional: npm drops those silently where a
// registry does not have them, the tool is then broken on that platform, and `npm ci` may refuse the lockfile. It fails too on an address of one machine's registry.
import { readFileSync } from 'node:fs'

/** Problems of a parsed package-lock.json, one line each. */
export function lockProblems(lock) {
  const names = new Set(Object.keys(lock.packages).map((key) => key.split('node_modules/').at(-1)))
  return Object.entries(lock.packages).flatMap(([key, entry]) => [
    ...Object.keys(entry.optionalDependencies ?? {})
      .filter((name) => !names.has(name))
      .map((name) => `${key || 'package.json'} needs ${name}@${entry.optionalDependencies[name]}, which is not in package-lock.json`),
    ...(entry.resolved !== undefined && !entry.resolved.startsWith('https://registry.npmjs.org/') && !entry.link
      ? [`${key} comes from ${entry.resolved}`]
      : [])
  ])
}

if (process.argv[1] === import.meta.filename) {
  const problems = lockProblems(JSON.parse(readFileSync('package-lock.json', 'utf8')))
  for (const problem of problems) console.error(problem)
  process.exit(problems.length === 0 ? 0 : 1)
}
