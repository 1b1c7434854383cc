// A strict little XML reader for tests: refuses what is not well formed, and gives the elements as a tree. No namespaces, no DTD.

export interface XmlNode {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly XmlNode[]
  readonly text: string
}

interface OpenNode extends XmlNode {
  readonly children: XmlNode[]
  text: string
}

const token = /<\?xml [^?]*\?>|<!--[\s\S]*?-->|<(\/?)([\w:-]+)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/gy
const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", '#13': '\r' }

/** Reads a document. @throws when it is not well formed */
export function readXml(source: string): XmlNode {
  // oxlint-disable-next-line no-control-regex -- these are the characters that XML 1.0 forbids
  if (/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/.test(source)) throw new Error('a character that XML forbids')
  const root: OpenNode = { name: '', attributes: {}, children: [], text: '' }
  const open = [root]
  token.lastIndex = 0
  let end = 0
  for (let found = token.exec(source); found; found = token.exec(source)) {
    take(open, found)
    end = token.lastIndex
  }
  const [only, ...others] = root.children
  if (end !== source.length || open.length !== 1) throw new Error(`not well formed at ${end}: ${source.slice(end, end + 80)}`)
  if (!only || others.length > 0 || root.text.trim() !== '') throw new Error('a document has one root')
  return only
}

/** Nodes at a path of names, such as `cac:TaxTotal/cbc:TaxAmount`. */
export function at(node: XmlNode, path: string): readonly XmlNode[] {
  return path
    .split('/')
    .reduce<readonly XmlNode[]>((nodes, name) => nodes.flatMap(({ children }) => children.filter((child) => child.name === name)), [node])
}

/** Text of the first node at a path, or null. */
export function textAt(node: XmlNode, path: string): string | null {
  return at(node, path)[0]?.text ?? null
}

/** The node with all below it. */
export function everyNode(node: XmlNode): readonly XmlNode[] {
  return [node, ...node.children.flatMap(everyNode)]
}

function take(open: OpenNode[], [, slash, name, attributes, closed, text]: RegExpExecArray): void {
  const parent = open.at(-1)
  if (!parent) throw new Error('text after the root')
  if (text !== undefined) parent.text += decoded(text)
  if (name === undefined) return
  if (slash === '/') {
    if (parent.name !== name) throw new Error(`</${name}> closes <${parent.name}>`)
    open.pop()
    return
  }
  const written = [...(attributes ?? '').matchAll(/([\w:-]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, decoded(value)] as const)
  const node: OpenNode = { name, attributes: Object.fromEntries(written), children: [], text: '' }
  parent.children.push(node)
  if (closed !== '/') open.push(node)
}

function decoded(text: string): string {
  if (/&(?!(?:amp|lt|gt|quot|apos|#13);)/.test(text)) throw new Error(`a bare & in ${text}`)
  return text.replaceAll(/&([^;]+);/g, (_, name: string) => entities[name] ?? '')
}
