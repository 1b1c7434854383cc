// XML as text, built from the inside out. Invariant: whatever the texts hold, the result is well formed; characters that XML 1.0 can't
// hold become a replacement character, because refusing a document for one of them would help nobody.

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;', '\r': '&#13;' }

/** An element that is written already. */
export interface XmlElement {
  readonly xml: string
}

/** What stands in an element: text, or further elements; `null` and empty texts leave the whole element out. */
export type XmlContent = string | null | readonly (XmlElement | null)[]

/** Text with everything escaped that XML could take for its own. */
export function escapeXml(text: string): string {
  // oxlint-disable-next-line no-control-regex -- these are the characters that XML 1.0 forbids
  const allowed = text.toWellFormed().replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '\uFFFD')
  return allowed.replaceAll(/[&<>"'\r]/g, (character) => escapes[character] ?? character)
}

/** `<name a="b">…</name>`; null when there is nothing in it, for EN 16931 forbids empty elements. */
export function element(name: string, content: XmlContent, attributes: Readonly<Record<string, string>> = {}): XmlElement | null {
  const inner = innerOf(content)
  if (inner === '') return null
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(value)}"`)
  return { xml: `<${name}${written.join('')}>${inner}</${name}>` }
}

function innerOf(content: XmlContent): string {
  if (content === null) return ''
  if (typeof content === 'string') return escapeXml(content.trim())
  return content.map((child) => child?.xml ?? '').join('')
}
