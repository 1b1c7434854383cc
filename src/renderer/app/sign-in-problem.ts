// Why signing in didn't work, in words that say what to do.

import { signInWords } from '#core/words/rooms-app.ts'

const sentences: Readonly<Record<string, string>> = {
  'wrong-credentials': signInWords.wrongCredentials,
  'other-person': signInWords.otherPerson,
  unreachable: signInWords.unreachable,
  garbage: signInWords.notFixpoint,
  busy: signInWords.tooMany,
  'too-many-requests': signInWords.tooMany,
  'server-error': signInWords.serverError,
  revoked: signInWords.revoked,
  'device-revoked': signInWords.deviceRevoked,
  'too-old': signInWords.tooOld
}

export function signInProblem(problem: string): string {
  return sentences[problem] ?? `${signInWords.refused} (${problem})`
}
