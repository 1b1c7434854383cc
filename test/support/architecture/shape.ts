// The shape of files: caps on length, a header that says what the file is for, documented exports, no default exports.

import type { SourceFile } from './source.ts'

export const fileCap = 300
export const functionCap = 60

/** Files and functions that outgrew their cap. In test files only the file counts: a `describe` is no function of its own. */
export function checkCaps(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ path, lines, functions }) => [
    ...(lines > fileCap ? [`${path} has ${lines} lines, more than ${fileCap}`] : []),
    ...functions
      .filter((one) => one.lines > functionCap && !/\.(test|contract)\.tsx?$/.test(path))
      .map((one) => `${path}:${one.line} ${one.name} has ${one.lines} lines, more than ${functionCap}`)
  ])
}

/** Files that don't open by saying what they are for. */
export function checkHeaders(files: readonly SourceFile[]): string[] {
  return files.filter(({ text }) => !/^('use strict'\n)?(\/\/|\/\*)/.test(text)).map(({ path }) => `${path} does not open with a comment`)
}

/** Exports of the layers that others build on, without a docstring. */
export function checkDocumentation(files: readonly SourceFile[]): string[] {
  const bound = files.filter(({ path }) => /^src\/(core|sync|ipc|server)\//.test(path))
  return bound.flatMap(({ path, exports }) =>
    exports
      .filter(({ isDocumented, isReExport }) => !isDocumented && !isReExport)
      .map(({ name, line }) => `${path}:${line} export ${name} has no /** */ comment`)
  )
}

/** Default exports; only the tools' own configuration files need them. */
export function checkDefaultExports(files: readonly SourceFile[]): string[] {
  return files
    .filter(({ path }) => !/\.config\.m?ts$/.test(path))
    .flatMap(({ path, exports }) =>
      exports.filter(({ isDefault }) => isDefault).map(({ line }) => `${path}:${line} has a default export; name it`)
    )
}

/** Names of files: kebab-case, components in PascalCase, and no drawer for everything. */
export function checkNames(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ path }) => {
    const name = path.split('/').at(-1) ?? ''
    if (/^(utils?|helpers?|misc|common)\b/.test(name)) return [`${path}: a file is named after what it does`]
    const ok = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*\.(ts|mts|mjs|cjs|tsx)$/.test(name) || /^[A-Z][A-Za-z0-9]*(\.test)?\.tsx$/.test(name)
    return ok ? [] : [`${path}: files are kebab-case, components PascalCase`]
  })
}

/** Lint and type rules that were switched off without saying why: after ` -- `, or in a comment on the line above. */
export function checkSuppressions(files: readonly SourceFile[]): string[] {
  const mark = /(oxlint-disable|eslint-disable|@ts-ignore|@ts-expect-error|@ts-nocheck|biome-ignore)/
  return files.flatMap(({ path, text }) => {
    const lines = text.split('\n')
    const unexplained = (line: string, index: number): boolean =>
      mark.test(line) && !/ -- \S/.test(line) && !/^\s*(\/\/|\*)/.test(lines[index - 1] ?? '')
    return lines.flatMap((line, index) => (unexplained(line, index) ? [`${path}:${index + 1} says no reason`] : []))
  })
}
