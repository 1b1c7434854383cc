// Remembers what was computed for two texts. Only for pure functions: the same two texts have the same answer, so what it remembers is no state.

/** The function with its answers kept, those of null too. */
export function rememberPairs<Answer>(compute: (first: string, second: string) => Answer): (first: string, second: string) => Answer {
  const answers = new Map<string, Map<string, Answer>>()
  return (first, second) => {
    let own = answers.get(first)
    if (!own) answers.set(first, (own = new Map()))
    const known = own.get(second)
    if (known !== undefined || own.has(second)) return known as Answer
    const answer = compute(first, second)
    own.set(second, answer)
    return answer
  }
}
