// How much there is in a sample. Means that are named here are met exactly over all tickets (their number is even).

/** Sizes of a sample. */
export interface Scale {
  readonly clients: number
  readonly assets: number
  readonly contracts: number
  readonly tickets: number
  /** Comments per ticket, on average. */
  readonly comments: number
  /** Time entries per two tickets, on average. */
  readonly timeEntriesPerTwo: number
  /** Events per ticket, on average; null: as many as really happen. */
  readonly events: number | null
  /** Whole months before the end that are posted and invoiced. */
  readonly postedMonths: number
}

/** The lively MSP that `npm start` shows, and the benchmark set of the speed table. */
export const sampleScales = {
  sample: { clients: 40, assets: 2000, contracts: 30, tickets: 6000, comments: 4, timeEntriesPerTwo: 3, events: null, postedMonths: 3 },
  benchmark: {
    clients: 1000,
    assets: 20_000,
    contracts: 700,
    tickets: 100_000,
    comments: 4,
    timeEntriesPerTwo: 3,
    events: 6,
    postedMonths: 0
  }
} as const satisfies Readonly<Record<string, Scale>>

/** Name of a scale. */
export type ScaleName = keyof typeof sampleScales

/** What a generator is given. `now` in UTC milliseconds: the sample ends there. */
export interface SampleOptions {
  readonly seed: number
  readonly now: number
  readonly scale: Scale
}

/** One row to be loaded. */
export interface SampleRow {
  readonly entity: string
  readonly doc: { readonly id: string; readonly clientId: string | null } & Readonly<Record<string, unknown>>
}
