// Expected failures are values, never exceptions: a Result is either a value or a typed error.
// Exceptions are kept for broken invariants (see assert.ts).

/** Outcome of something that may fail in an expected way. */
export type Result<T, E> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E }

/** Wraps a value as a success. */
export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value }
}
