// The page names the code, styles and letters of its first view itself, so that they come all at once instead of one finding the next.
import type { Plugin } from 'vite'

/** What every window shows first. */
const first = ['/app/show-window.tsx', '/features/tickets/index.ts']
const letters = /inter-latin-wght-normal[^/]*\.woff2$/

interface Chunk {
  readonly type: 'chunk'
  readonly fileName: string
  readonly facadeModuleId: string | null
  readonly imports: readonly string[]
  readonly viteMetadata?: { readonly importedCss: ReadonlySet<string> }
}

type Bundle = Readonly<Record<string, Chunk | { readonly type: 'asset'; readonly fileName: string }>>

/** Puts the links into index.html. */
export const ahead: Plugin = {
  name: 'ahead',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler(html, { bundle, filename }) {
      if (bundle === undefined || !filename.endsWith('index.html')) return html
      const { scripts, styles } = neededFirst(bundle)
      const fonts = Object.keys(bundle).filter((name) => letters.test(name))
      const links = [
        ...styles.map((name) => `<link rel="preload" as="style" crossorigin href="./${name}">`),
        ...scripts.map((name) => `<link rel="modulepreload" crossorigin href="./${name}">`),
        ...fonts.map((name) => `<link rel="preload" as="font" type="font/woff2" crossorigin href="./${name}">`)
      ]
      return html.replace('</head>', `${links.filter((link) => !html.includes(link)).join('\n    ')}\n  </head>`)
    }
  }
}

function neededFirst(bundle: Bundle): { scripts: string[]; styles: string[] } {
  const scripts = new Set<string>()
  const styles = new Set<string>()
  const visit = (name: string): void => {
    const chunk = bundle[name]
    if (chunk?.type !== 'chunk' || scripts.has(name)) return
    scripts.add(name)
    for (const style of chunk.viteMetadata?.importedCss ?? []) styles.add(style)
    for (const next of chunk.imports) visit(next)
  }
  for (const part of first) {
    const chunk = Object.values(bundle).find((each) => each.type === 'chunk' && each.facadeModuleId?.endsWith(part))
    if (!chunk) throw new Error(`no chunk begins with ${part}, so nothing of it can be asked for ahead of time`)
    visit(chunk.fileName)
  }
  return { scripts: [...scripts], styles: [...styles] }
}
