// How text is cut into words for search: letters and digits, lower case, without accents, so that "Zurich" finds "Zürich".

const between = /[^\p{L}\p{N}]+/u
const marks = /\p{M}+/gu
const plain = /^[\u0020-\u007f]*$/

/** Lower case without accents. */
export function foldText(text: string): string {
  const lower = text.toLowerCase()
  return plain.test(lower) ? lower : lower.normalize('NFD').replace(marks, '')
}

/** The words of a text, folded. */
export function wordsOf(text: string): string[] {
  return foldText(text)
    .split(between)
    .filter((word) => word !== '')
}
