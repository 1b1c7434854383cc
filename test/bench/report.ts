// Writes one section of BENCHMARKS.md, between its own marks, and leaves the others alone.

import { readFile, writeFile } from 'node:fs/promises'
import { cpus } from 'node:os'

const path = 'BENCHMARKS.md'
const head =
  '# Benchmarks\n\nEach section is written by the command that it names; figures depend on the machine, ratios to the floors less so.\n'

/** Replaces or adds the section `name`. */
export async function writeSection(name: string, text: string): Promise<void> {
  const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`]
  const section = `${begin}\n\n${text.trim()}\n\n${end}\n`
  const before = await readFile(path, 'utf8').catch(() => head)
  const start = before.indexOf(begin)
  const stop = before.indexOf(end)
  const after =
    start < 0 || stop < 0 ? `${before.trimEnd()}\n\n${section}` : before.slice(0, start) + section + before.slice(stop + end.length + 1)
  await writeFile(path, after)
}

/** Value below which the share `q` of the values lies. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN
}

/** Milliseconds as people read them. */
export function milliseconds(value: number): string {
  return value < 10 ? `${value.toFixed(1)} ms` : `${Math.round(value).toLocaleString('en')} ms`
}

/** Today's date. */
export function today(): string {
  return new Date().toISOString().slice(0, 10)
}

/** What it ran on. */
export function machine(): string {
  return `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, shared with other work while measured`
}
