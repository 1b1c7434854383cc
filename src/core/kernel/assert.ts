// Invariants are assertions and stay on in production: a broken one stops the work at hand, loudly.

/** Throws when an invariant does not hold; `message` names the invariant. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`Invariant broken: ${message}`)
}

/** Marks a branch that the types say can't be reached. */
export function unreachable(value: never): never {
  throw new Error(`Unreachable value: ${JSON.stringify(value)}`)
}
