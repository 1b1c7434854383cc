// Only the styles of the library's components that are used are brought along: this names one that is missing, or no longer used.

import { existsSync, readFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { readSources } from '#test/support/architecture/source.ts'

const root = resolve(import.meta.dirname, '../../..')
const library = join(root, 'node_modules/@mantine')
const bound = /(?:import|export) (?:([^'"]*?) from )?["']([^"']+)["']/g

interface Bound {
  readonly names: readonly string[]
  readonly from: string
}

function boundIn(text: string): Bound[] {
  return [...text.matchAll(bound)].map(([, names = '', from = '']) => ({
    names: names
      .replace(/[{}]/g, '')
      .split(',')
      .flatMap((name) => name.trim().replace(/ as .*/, '') || []),
    from
  }))
}

/** File of each name that a package of the library gives out. */
function facesOf(name: string): Map<string, string> {
  const folder = join(library, name, 'esm')
  return new Map(
    boundIn(readFileSync(join(folder, 'index.mjs'), 'utf8'))
      .filter(({ from }) => from.startsWith('.'))
      .flatMap(({ names, from }) => names.map((face) => [face, join(folder, from)] as const))
  )
}

const faces = new Map(['core', 'notifications'].map((name) => [`@mantine/${name}`, facesOf(name)]))

/** Names of the style modules that are reached from these imports, `Button` or `Notifications`. */
function stylesOf(start: readonly Bound[]): Set<string> {
  const seen = new Set<string>()
  const styles = new Set<string>()
  const visit = (file: string): void => {
    if (seen.has(file)) return
    seen.add(file)
    if (file.endsWith('.module.mjs')) styles.add(basename(file, '.module.mjs'))
    else follow(boundIn(readFileSync(file, 'utf8')), dirname(file))
  }
  const follow = (found: readonly Bound[], folder: string): void => {
    for (const { names, from } of found) {
      if (from.startsWith('.') && from.endsWith('.mjs')) visit(join(folder, from))
      for (const name of faces.has(from) ? names : []) {
        const file = faces.get(from)?.get(name)
        if (file !== undefined) visit(file)
      }
    }
  }
  follow(start, root)
  return styles
}

const used = stylesOf(readSources(root, ['src/renderer']).flatMap(({ text }) => boundIn(text)))
const brought = boundIn(readFileSync(join(root, 'src/renderer/ui/library-styles.ts'), 'utf8')).map(({ from }) => from)

test('every component of the library that rooms use brings its styles, and no other does', () => {
  const ofParts = [...used]
    .filter((name) => existsSync(join(library, `core/styles/${name}.css`)))
    .map((name) => `@mantine/core/styles/${name}.layer.css`)
  const always = ['baseline', 'default-css-variables', 'global'].map((name) => `@mantine/core/styles/${name}.layer.css`)
  expect(used).toContain('Button')
  expect(brought.toSorted()).toEqual([...always, ...ofParts, '@mantine/notifications/styles.layer.css'].toSorted())
})

test('styles come in the order of the library', () => {
  const whole = readFileSync(join(library, 'core/styles.css'), 'utf8')
  const places = brought
    .filter((path) => path.includes('/core/styles/') && !path.includes('default-css-variables') && !path.includes('global'))
    .map((path) => whole.indexOf(firstRule(readFileSync(join(root, 'node_modules', path.replace('.layer', '')), 'utf8'))))
  expect(places).not.toContain(-1)
  expect(places).toEqual(places.toSorted((a, b) => a - b))
})

/** The selector with which a style sheet begins. */
function firstRule(text: string): string {
  return /^[^{]+/.exec(text)?.[0] ?? text
}
