// The base of a long text: it travels and is kept as its SHA-256, because the whole text would double every edit of it. Whoever merges
// finds the text again, in the row or in its history.

/** Texts longer than this, in UTF-16 units, are named by their hash. */
export const longText = 4096

/** A text by its hash. */
export interface TextHash {
  /** SHA-256 of the text in UTF-8, hex. */
  readonly sha256: string
}

/** What is asked when a base is only a hash. */
export interface TextQuestion {
  readonly entity: string
  readonly id: string
  readonly field: string
  /** What the field holds now. */
  readonly current: unknown
  /** Hex. */
  readonly sha256: string
}

/** True for a base that names a text by its hash; only fields that merge as text have such bases. */
export function isTextHash(base: unknown): base is TextHash {
  if (base === null || typeof base !== 'object') return false
  return 'sha256' in base && typeof base.sha256 === 'string' && Object.keys(base).length === 1
}

/** A base as it is kept. @param hashOf SHA-256 of a text in UTF-8, hex */
export function shortBase(value: unknown, hashOf: (text: string) => string): unknown {
  return typeof value === 'string' && value.length > longText ? { sha256: hashOf(value) } : value
}
