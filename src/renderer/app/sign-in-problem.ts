// Why signing in didn't work, in words that say what to do.

import { signInWords } from '#core/words/rooms-app.ts'

const sentences: Readonly<Record<string, string>> = {
  'wrong-credentials': signInWords.wrongCredentials,
  'invalid-credentials': signInWords.wrongCredentials,
  unauthorized: signInWords.wrongCredentials,
  unreachable: signInWords.unreachable,
  network: signInWords.unreachable,
  offline: signInWords.unreachable,
  'too-many-requests': signInWords.tooMany,
  'rate-limited': signInWords.tooMany
}

export function signInProblem(problem: string): string {
  return sentences[problem] ?? `${signInWords.refused} (${problem})`
}
