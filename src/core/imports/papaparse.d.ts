// The one part of papaparse that core uses: its parser over text in memory. The package's own types would bring the DOM's and
// Node's globals into core, which must not compile there.
declare module 'papaparse' {
  interface Parsed {
    readonly data: string[][]
    readonly errors: readonly { readonly type: string; readonly code: string; readonly row?: number }[]
    readonly meta: { readonly cursor: number; readonly delimiter: string }
  }
  const Papa: {
    parse(text: string, config: { preview: number; newline: '\n'; skipEmptyLines: true; delimitersToGuess: string[] }): Parsed
    readonly Parser: new (config: {
      delimiter: string
      newline: '\n'
    }) => { parse(text: string, base: number, ignoreLastRow: boolean): Parsed }
  }
  export default Papa
}
