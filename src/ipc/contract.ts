// Every question a window may ask the main process, and every event main may send: channel → schemas. A new desktop call is one line here
// and its handler in main; the preload never changes. Invariant: main parses each input and answers with the output's shape or a typed error.

import { z } from 'zod'

/** Names a database, journal and identity on this device: lower-case letters, digits, dot, dash, underscore. */
export const profileName = z.string().regex(/^[a-z0-9][a-z0-9._-]{0,99}$/, 'expected a profile name of a-z, 0-9, dot, dash, underscore')

/** Names a journal entry, unique in its profile. */
export const journalKey = z.string().regex(/^[\w:.-]{1,100}$/, 'expected a key of at most 100 letters, digits, colon, dot, dash')

/** One entry to be written: `payload` is text (JSON), at most 4 million UTF-16 units. */
export const journalEntry = z.strictObject({ key: journalKey, payload: z.string().max(4_000_000) })

/** One entry as it was kept: `sequence` is the journal's own count, `at` UTC milliseconds of the writing. */
export const keptJournalEntry = z.strictObject({
  sequence: z.int().positive(),
  at: z.int(),
  key: z.string(),
  payload: z.string(),
  acknowledged: z.boolean()
})

/** What opening a journal found: bytes of an unfinished last write that were cut, and damaged places that were skipped. */
export const journalHealth = z.strictObject({
  tornBytes: z.int().min(0),
  damagedPlaces: z.int().min(0),
  lastSequence: z.int().min(0)
})

/** An account that this device knows: a person on a server, and the profile that is theirs. */
export const knownAccount = z.strictObject({
  profile: profileName,
  serverUrl: z.string().max(500),
  email: z.string().max(320),
  name: z.string().max(500),
  organisation: z.string().max(500)
})

const secretName = z.string().regex(/^[\w:./-]{1,200}$/, 'expected a secret name of at most 200 letters, digits and : . / -')
const serverUrl = z.url({ protocol: /^https?$/, error: 'expected an http or https address' }).max(500)
const plainFileName = z.string().regex(/^[^/\\:*?"<>|\p{Cc}]{1,200}$/u, 'expected a file name without a path')
/** 100 MiB of bytes and a little. */
const fileContent = z.base64().max(140_000_000)
const nothing = z.strictObject({})
const engine = 'engine'
const anyWindow = 'any window'

/**
 * Channel → who may ask, input and output.
 * `accounts.keep` answers when they are on disk: a browser's own storage may lose what it was told in the last minute before a crash.
 * `journal.append` answers when the bytes are on disk; an entry whose key is there already is not written again.
 * `journal.read` pages in the order of writing: `skip` entries are left out, `done` says that none follow.
 */
export const contract = {
  'app.info': {
    from: anyWindow,
    input: nothing,
    output: z.strictObject({
      version: z.string(),
      platform: z.string(),
      locale: z.string(),
      serverUrl: z.string().nullable(),
      account: z.string().nullable(),
      profile: z.string().nullable()
    })
  },
  'journal.append': {
    from: engine,
    input: z.strictObject({ profile: profileName, entries: z.array(journalEntry).min(1).max(10_000) }),
    output: z.strictObject({ lastSequence: z.int() })
  },
  'journal.read': {
    from: engine,
    input: z.strictObject({ profile: profileName, skip: z.int().min(0), limit: z.int().min(1).max(10_000) }),
    output: z.strictObject({ entries: z.array(keptJournalEntry), done: z.boolean(), health: journalHealth })
  },
  'journal.acknowledge': {
    from: engine,
    input: z.strictObject({ profile: profileName, keys: z.array(journalKey).min(1).max(10_000) }),
    output: nothing
  },
  /** Deletes a profile's journal and canary for good, because the server locked its device out. */
  'journal.wipe': { from: engine, input: z.strictObject({ profile: profileName }), output: nothing },
  /** What a profile's store said of itself last, kept outside of the browser's database; null: nothing yet. */
  'canary.read': { from: engine, input: z.strictObject({ profile: profileName }), output: z.strictObject({ text: z.string().nullable() }) },
  'canary.write': { from: engine, input: z.strictObject({ profile: profileName, text: z.string().max(4_000_000) }), output: nothing },
  /** Looks for room on the disk before a store is opened; lets the ballast go when there is little. */
  'room.prepare': { from: engine, input: nothing, output: z.strictObject({ freeBytes: z.number(), isEnough: z.boolean() }) },
  'engine.drained': { from: engine, input: nothing, output: nothing },
  'secret.read': { from: anyWindow, input: z.strictObject({ name: secretName }), output: z.strictObject({ value: z.string().nullable() }) },
  'secret.write': {
    from: anyWindow,
    input: z.strictObject({ name: secretName, value: z.string().max(20_000).nullable() }),
    output: z.strictObject({ stored: z.boolean(), protection: z.enum(['keychain', 'fixed-password', 'none']) })
  },
  'profile.use': { from: anyWindow, input: z.strictObject({ profile: profileName.nullable() }), output: nothing },
  'accounts.read': { from: anyWindow, input: nothing, output: z.strictObject({ accounts: z.array(knownAccount) }) },
  'accounts.keep': { from: anyWindow, input: z.strictObject({ accounts: z.array(knownAccount).max(200) }), output: nothing },
  'server.use': { from: anyWindow, input: z.strictObject({ url: serverUrl }), output: nothing },
  'window.open': {
    from: anyWindow,
    input: z.strictObject({
      route: z.string().regex(/^\/[\w/.-]{0,300}$/, 'expected a route such as /tickets'),
      profile: profileName.optional()
    }),
    output: nothing
  },
  'link.open': {
    from: anyWindow,
    input: z.strictObject({
      url: z.url({ protocol: /^(https|mailto|tel)$/, error: 'expected an https, mailto or tel address' }).max(2_000)
    }),
    output: nothing
  },
  /** Saves a large file piece by piece: `begin` asks the person for a place (null: none), `end` puts it there or gives it up. */
  'file.begin': {
    from: anyWindow,
    input: z.strictObject({ suggestedName: plainFileName }),
    output: z.strictObject({ file: z.int().nullable() })
  },
  'file.write': { from: anyWindow, input: z.strictObject({ file: z.int(), contentBase64: z.base64().max(12_000_000) }), output: nothing },
  'file.end': { from: anyWindow, input: z.strictObject({ file: z.int(), isWhole: z.boolean() }), output: nothing },
  'file.save': {
    from: anyWindow,
    input: z.strictObject({
      suggestedName: plainFileName,
      contentBase64: fileContent
    }),
    output: z.strictObject({ saved: z.boolean() })
  },
  /** Prints the asking window's page as it stands to a PDF, on paper of that size, and saves it where the person says. */
  'print.pdf': {
    from: anyWindow,
    input: z.strictObject({ suggestedName: plainFileName, paper: z.enum(['A4', 'Letter']) }),
    output: z.strictObject({ saved: z.boolean() })
  },
  'file.open': {
    from: anyWindow,
    input: z.strictObject({ name: plainFileName, contentBase64: fileContent }),
    output: z.strictObject({ opened: z.boolean() })
  }
} as const satisfies Record<string, { from: 'engine' | 'any window'; input: z.ZodType; output: z.ZodType }>

/** Event → payload, sent by main to windows. `engine.drain` asks the engine window to finish and answer `engine.drained`. */
export const events = {
  'engine.drain': nothing,
  'profile.changed': z.strictObject({ profile: z.string().nullable() }),
  'menu.command': z.strictObject({ command: z.enum(['new-ticket', 'palette', 'settings', 'undo', 'redo']) })
} as const satisfies Record<string, z.ZodType>

/** A channel's name. */
export type Channel = keyof typeof contract

/** What is sent on a channel. */
export type ChannelInput<C extends Channel> = z.input<(typeof contract)[C]['input']>

/** What comes back on a channel. */
export type ChannelOutput<C extends Channel> = z.output<(typeof contract)[C]['output']>

/** An event's name. */
export type EventName = keyof typeof events

/** What an event carries. */
export type EventPayload<E extends EventName> = z.output<(typeof events)[E]>
