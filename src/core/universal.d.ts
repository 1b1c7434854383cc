// The few pure, deterministic globals that every engine under this code has (browser, worker, Node). Nothing with a clock, chance or I/O
// may be declared here: what is not in this file does not compile in core.
declare class TextEncoder {
  encode(input?: string): Uint8Array<ArrayBuffer>
}
declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean })
  decode(input?: ArrayBuffer | ArrayBufferView, options?: { stream?: boolean }): string
}
declare function structuredClone<T>(value: T): T
