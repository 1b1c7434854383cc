// What the runner knows of a kind of case: which input fields it reads, and how its answer is computed.

import type { ConformanceFile, Fields } from './format.ts'
import type { Input } from './reader.ts'

/** Computes what a case's kind asks for; throws what it finds wrong with the input. */
export type Adapter = (input: Input, file: ConformanceFile) => Fields

/** A kind. `fields`: paths of the input that it knows, such as `pauses[].from`; a field that isn't among them is reported. */
export interface Kind {
  readonly fields: readonly string[]
  readonly run: Adapter
}

/** A kind with its fields written in one line, apart by blanks. */
export function kind(fields: string, run: Adapter): Kind {
  return { fields: fields.split(' '), run }
}
