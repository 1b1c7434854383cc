// The registry is complete: every entity file and every command file of core is listed in src/core/registry.ts or, beside it, commands.ts.

import { posix } from 'node:path'
import type { SourceFile } from './source.ts'

const lists: ReadonlySet<string> = new Set(['src/core/registry.ts', 'src/core/commands.ts'])

/** Entities and commands that are declared and not registered. */
export function checkRegistry(files: readonly SourceFile[]): string[] {
  const registry = files.filter(({ path }) => lists.has(path))
  if (!registry.some(({ path }) => path === 'src/core/registry.ts')) return ['src/core/registry.ts is missing']
  const listed = new Set(
    registry
      .flatMap(({ imports }) => imports)
      .map(({ from }) => (from.startsWith('#') ? `src/${from.slice(1)}` : posix.join('src/core', from)))
  )
  return files
    .filter(({ path }) => path.startsWith('src/core/') && !path.startsWith('src/core/kernel/'))
    .flatMap((file) => [
      ...unlisted(file, listed, registry),
      ...(file.path.endsWith('.entity.ts') && declared(file, 'Entity').length === 0 ? [`${file.path} declares no entity`] : [])
    ])
}

function unlisted(file: SourceFile, listed: ReadonlySet<string>, registry: readonly SourceFile[]): string[] {
  return declared(file, '\\w+')
    .filter(
      (name) => !listed.has(file.path) || !new RegExp(`(^|[^.\\w])${name}(?=\\s*[,\\]\\n])`, 'm').test(registry.map(bodyOf).join('\n'))
    )
    .map((name) => `${file.path}: ${name} is not listed in src/core/registry.ts`)
}

function bodyOf({ text }: SourceFile): string {
  return text
    .split('\n')
    .filter((line) => !line.startsWith('import '))
    .join('\n')
}

/** Entities and commands come from `defineEntity`, `defineCommand` and the shapes above it (`defineCreate`, `defineEdit` …). */
function declared({ text }: SourceFile, what: string): string[] {
  return [...text.matchAll(new RegExp(`^export const (\\w+)(?::[^=]+)? = define${what}\\(`, 'gm'))].map(([, name]) => name ?? '')
}
