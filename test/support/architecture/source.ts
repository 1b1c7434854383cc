// Reads source files for the architecture checks: imports, exports with their comments, functions with their length.

import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { parseSync } from 'vite'

export interface SourceImport {
  readonly from: string
  readonly line: number
}

export interface SourceExport {
  readonly name: string
  readonly line: number
  readonly isDefault: boolean
  readonly isReExport: boolean
  readonly isDocumented: boolean
}

export interface SourceFunction {
  readonly name: string
  readonly line: number
  readonly lines: number
}

export interface SourceFile {
  /** From the root, with forward slashes. */
  readonly path: string
  readonly text: string
  readonly lines: number
  readonly imports: readonly SourceImport[]
  readonly exports: readonly SourceExport[]
  readonly functions: readonly SourceFunction[]
}

interface Node {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly [field: string]: unknown
}

const code = /\.(ts|tsx|mts|mjs|cjs)$/
const notCode = new Set(['node_modules', 'out', 'dist', 'fixtures', '.types'])

/** All source files under the given folders of `root`. */
export function readSources(root: string, folders: readonly string[]): SourceFile[] {
  return folders.flatMap((folder) => filesUnder(join(root, folder)).map((path) => readSource(root, path)))
}

function filesUnder(folder: string): string[] {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return []
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return notCode.has(entry.name) ? [] : filesUnder(path)
    return code.test(entry.name) && !entry.name.endsWith('.d.ts') ? [path] : []
  })
}

function readSource(root: string, path: string): SourceFile {
  const text = readFileSync(path, 'utf8')
  const { program, module, comments, errors } = parseSync(path, text)
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}`)
  const starts = lineStarts(text)
  const line = (offset: number): number => starts.findLastIndex((start) => start <= offset) + 1
  const nodes: Node[] = []
  collect(program, nodes)
  const docEnds = comments.filter((comment) => comment.type === 'Block' && comment.value.startsWith('*')).map((comment) => comment.end)
  return {
    path: relative(root, path).split(sep).join('/'),
    text,
    lines: text.endsWith('\n') ? starts.length - 1 : starts.length,
    imports: importsOf(module, nodes, line),
    exports: (program.body as unknown as Node[]).flatMap((node) => exportsOf(node, text, docEnds, line)),
    functions: functionsOf(nodes, line)
  }
}

function lineStarts(text: string): number[] {
  const starts = [0]
  for (let index = text.indexOf('\n'); index >= 0; index = text.indexOf('\n', index + 1)) starts.push(index + 1)
  return starts
}

function collect(value: unknown, into: Node[]): void {
  if (Array.isArray(value)) for (const item of value) collect(item, into)
  else if (value !== null && typeof value === 'object') {
    if ('type' in value && 'start' in value) into.push(value as Node)
    for (const child of Object.values(value)) collect(child, into)
  }
}

function importsOf(
  module: ReturnType<typeof parseSync>['module'],
  nodes: readonly Node[],
  line: (offset: number) => number
): SourceImport[] {
  const fixed = module.staticImports.map(({ moduleRequest, start }) => ({ from: moduleRequest.value, line: line(start) }))
  const passedOn = module.staticExports.flatMap(({ entries, start }) =>
    entries.flatMap(({ moduleRequest }) => (moduleRequest === null ? [] : [{ from: moduleRequest.value, line: line(start) }]))
  )
  const lazy = nodes.filter((node) => node.type === 'ImportExpression' || node.type === 'TSImportType')
  return [...fixed, ...passedOn, ...lazy.flatMap((node) => literalOf(node['source'] ?? node['argument'], line(node.start)))]
}

function literalOf(value: unknown, line: number): SourceImport[] {
  const node = value as { value?: unknown; literal?: { value?: unknown } } | undefined
  const from = node?.value ?? node?.literal?.value
  return typeof from === 'string' ? [{ from, line }] : []
}

function exportsOf(node: Node, text: string, docEnds: readonly number[], line: (offset: number) => number): SourceExport[] {
  const isDefault = node.type === 'ExportDefaultDeclaration'
  if (!isDefault && node.type !== 'ExportNamedDeclaration' && node.type !== 'ExportAllDeclaration') return []
  const isDocumented = docEnds.some((end) => end <= node.start && text.slice(end, node.start).trim() === '')
  const shared = { line: line(node.start), isDefault, isReExport: Boolean(node['source']), isDocumented }
  return namesOf(node).map((name) => ({ name, ...shared }))
}

function namesOf(node: Node): string[] {
  const declaration = node['declaration'] as { id?: { name?: string }; declarations?: { id: { name?: string } }[] } | null | undefined
  if (declaration?.declarations) return declaration.declarations.map(({ id }) => id.name ?? '(pattern)')
  if (declaration) return [declaration.id?.name ?? '(default)']
  const specifiers = (node['specifiers'] ?? []) as { exported?: { name?: string } }[]
  return specifiers.length > 0 ? specifiers.map(({ exported }) => exported?.name ?? '(name)') : ['*']
}

const functionTypes = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'])

/** Length of each function, from its first line to its last. */
function functionsOf(nodes: readonly Node[], line: (offset: number) => number): SourceFunction[] {
  return nodes
    .filter((node) => functionTypes.has(node.type))
    .map((node) => {
      const name = (node['id'] as { name?: string } | null)?.name ?? '(unnamed)'
      return { name, line: line(node.start), lines: line(node.end) - line(node.start) + 1 }
    })
}
