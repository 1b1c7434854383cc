// The registry is complete: every entity file and every command file of core is listed in src/core/registry.ts.

import { posix } from 'node:path'
import type { SourceFile } from './source.ts'

/** Entities and commands that are declared and not registered. */
export function checkRegistry(files: readonly SourceFile[]): string[] {
  const registry = files.find(({ path }) => path === 'src/core/registry.ts')
  if (registry === undefined) return ['src/core/registry.ts is missing']
  const listed = new Set(registry.imports.map(({ from }) => (from.startsWith('#') ? `src/${from.slice(1)}` : posix.join('src/core', from))))
  return files
    .filter(({ path }) => path.startsWith('src/core/') && !path.startsWith('src/core/kernel/'))
    .flatMap((file) => [
      ...unlisted(file, listed, registry),
      ...(file.path.endsWith('.entity.ts') && declared(file, 'Entity').length === 0 ? [`${file.path} declares no entity`] : [])
    ])
}

function unlisted(file: SourceFile, listed: ReadonlySet<string>, registry: SourceFile): string[] {
  return declared(file, '\\w+')
    .filter((name) => !listed.has(file.path) || !new RegExp(`(^|[^.\\w])${name}(?=\\s*[,\\]\\n])`, 'm').test(bodyOf(registry)))
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
