// A list's view and filters as part of its address, so that links, new windows, back and forward show the same list:
// `/assets/list/client=…&kind=printer`. Escapes carry no percent sign, because routers decode those once too often or not at all.

/** What an address can say: texts, lists of texts, yes. Nothing, no and empty lists are left out. */
export type ListFields = Readonly<Record<string, string | readonly string[] | boolean | null>>

/** The address of a room's list; without fields the room's own. */
export function listAddress(room: string, fields: ListFields): string {
  const parts = Object.entries(fields).flatMap(([name, value]) => {
    const values = value === null || value === false ? [] : value === true ? ['yes'] : typeof value === 'string' ? [value] : value
    const said = values.filter((each) => each !== '')
    return said.length === 0 ? [] : [`${name}=${said.map(escaped).join(',')}`]
  })
  return parts.length === 0 ? room : `${room}/list/${parts.join('&')}`
}

/** The fields that an address of the room's list says, each as a list; null: it is no address of that list. */
export function readListAddress(room: string, address: string): ReadonlyMap<string, readonly string[]> | null {
  if (address === room || address === `${room}/`) return new Map()
  const start = `${room}/list/`
  if (!address.startsWith(start)) return null
  const fields = new Map<string, readonly string[]>()
  for (const part of address.slice(start.length).split('&')) {
    const at = part.indexOf('=')
    const said = part
      .slice(at + 1)
      .split(',')
      .map(unescaped)
    // Nobody is looked for by nothing.
    const values = said.filter((value) => value !== '')
    if (at > 0 && values.length > 0) fields.set(part.slice(0, at), values)
  }
  return fields
}

function escaped(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replaceAll('~', '%7E').replaceAll('%', '~')
}

/** An address that somebody typed may hold anything; what can't be read says itself. */
function unescaped(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('~', '%'))
  } catch {
    return text
  }
}
