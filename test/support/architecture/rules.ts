// Rules of the sync specification and the tests that prove them are linked both ways by their ids, such as [PUSH3].

import type { SourceFile } from './source.ts'

const id = /\[([A-Z]{2,}\d+[a-z]?)\]/g

/** Rules without a test, tests for rules that don't exist, and rules that are written twice. */
export function checkRules(specification: string, files: readonly SourceFile[]): string[] {
  const stated = definedRules(specification)
  const proven = new Map(files.filter(({ path }) => /\.(test|contract)\.tsx?$/.test(path)).flatMap((file) => provenRules(file)))
  return [
    ...stated.filter((rule, index) => stated.indexOf(rule) !== index).map((rule) => `src/sync/SPEC.md states [${rule}] twice`),
    ...stated.filter((rule) => !proven.has(rule)).map((rule) => `[${rule}] of src/sync/SPEC.md is in no test's title`),
    ...[...proven]
      .filter(([rule]) => !stated.includes(rule))
      .map(([rule, path]) => `${path} proves [${rule}], which src/sync/SPEC.md doesn't state`)
  ]
}

/** A rule is stated where its id opens a line, a list item, a heading or a table row. */
function definedRules(specification: string): string[] {
  return [...specification.matchAll(/^(?:[-*] |#+ |\| *|\d+\. )?(?:\*\*)?\[([A-Z]{2,}\d+[a-z]?)\]/gm)].map(([, rule]) => rule ?? '')
}

function provenRules({ path, text }: SourceFile): [string, string][] {
  const titles = [...text.matchAll(/\b(?:test|it|describe)(?:\.\w+)*(?:\([^()]*\))?\(\s*(['"`])((?:\\.|(?!\1)[^\\])*)\1/g)]
  return titles.flatMap(([, , title = '']) => [...title.matchAll(id)].map(([, rule = '']): [string, string] => [rule, path]))
}
