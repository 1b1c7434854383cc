// How text is cut into words for search: letters and digits, lower case, without accents, so that "Zurich" finds "Zürich".

const between = /[^\p{L}\p{N}]+/u
const marks = /\p{M}+/gu
const plain = /^[\u0020-\u007f\n]*$/

/** Lower case without accents. */
export function foldText(text: string): string {
  const lower = text.toLowerCase()
  return plain.test(lower) ? lower : lower.normalize('NFD').replace(marks, '')
}

/** The words of a text, folded. */
export function wordsOf(text: string): string[] {
  const lower = text.toLowerCase()
  if (plain.test(lower)) return plainWords(lower)
  return foldText(text)
    .split(between)
    .filter((word) => word !== '')
}

/** Most text of a desk is plain ASCII, where looking at each character is far cheaper than an expression for all of Unicode. */
function plainWords(text: string): string[] {
  const words: string[] = []
  let start = -1
  for (let place = 0; place < text.length; place++) {
    const code = text.charCodeAt(place)
    const isWord = (code >= 97 && code <= 122) || (code >= 48 && code <= 57)
    if (isWord && start < 0) start = place
    else if (!isWord && start >= 0) {
      words.push(text.slice(start, place))
      start = -1
    }
  }
  if (start >= 0) words.push(text.slice(start))
  return words
}
