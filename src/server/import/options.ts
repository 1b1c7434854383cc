// The options of `npm run import`. Each is checked before anything is opened; an error names the option and what was expected.

import { parseArgs } from 'node:util'
import { type DateOrder, dateOrders } from '#core/imports/dates.ts'
import { type ImportTarget, importTargets } from '#core/imports/targets.ts'
import { timeZone } from '#core/kernel/schema.ts'

/** Checked options. Null: not given. */
export interface ImportOptions {
  readonly file: string
  readonly server: string | null
  readonly email: string
  readonly password: string
  readonly target: ImportTarget | null
  readonly client: string | null
  readonly clientColumn: string | null
  readonly unknownClients: 'create' | 'refuse'
  readonly zone: string | null
  readonly dates: DateOrder | null
  readonly source: string | null
  /** Column header → field key. */
  readonly map: Readonly<Record<string, string>>
  readonly dryRun: boolean
  readonly report: string | null
  readonly data: string | null
}

/** Options, the wish for help, or the sentences that say what is wrong. */
export type ParsedOptions =
  | { readonly type: 'options'; readonly options: ImportOptions }
  | { readonly type: 'help' }
  | { readonly type: 'wrong'; readonly sentences: readonly string[] }

const text = { type: 'string' } as const
const known = {
  server: text,
  email: text,
  'password-env': text,
  target: text,
  client: text,
  'client-column': text,
  'unknown-clients': text,
  zone: text,
  dates: text,
  source: text,
  map: { type: 'string', multiple: true },
  'dry-run': { type: 'boolean' },
  report: text,
  data: text,
  help: { type: 'boolean', short: 'h' }
} as const

/** Reads the command line. @param env where the password stands */
export function parseOptions(args: readonly string[], env: Readonly<Record<string, string | undefined>>): ParsedOptions {
  let parsed: ReturnType<typeof parse>
  try {
    parsed = parse(args)
  } catch (error) {
    return { type: 'wrong', sentences: [error instanceof Error ? error.message : String(error)] }
  }
  if (parsed.values.help) return { type: 'help' }
  const wrong: string[] = []
  const options = read(parsed, env, (option, expected) => wrong.push(`${option}: expected ${expected}`))
  return wrong.length > 0 ? { type: 'wrong', sentences: wrong } : { type: 'options', options }
}

function parse(args: readonly string[]) {
  return parseArgs({ args: [...args], options: known, allowPositionals: true, strict: true })
}

type Complain = (option: string, expected: string) => void

function read(
  { values, positionals }: ReturnType<typeof parse>,
  env: Readonly<Record<string, string | undefined>>,
  wrong: Complain
): ImportOptions {
  const [file = '', ...more] = positionals
  const { server = null, email = '', zone = null } = values
  if (file === '') wrong('FILE', 'the CSV file to import, as the first argument')
  if (more.length > 0) wrong('FILE', `one file, got ${positionals.length}`)
  if (server !== null && !isHttp(server)) wrong('--server', `an address such as https://desk.example.com, got ${server}`)
  if (!/^\S+@\S+$/.test(email)) wrong('--email', 'the e-mail address of whoever imports')
  const variable = values['password-env'] ?? 'FIXPOINT_PASSWORD'
  const password = env[variable] ?? ''
  if (password === '') wrong('--password-env', `the name of a variable that holds the password; ${variable} is empty`)
  if (zone !== null && !timeZone.safeParse(zone).success) wrong('--zone', `a time zone such as Europe/Berlin, got ${zone}`)
  if (values.client !== undefined && values['client-column'] !== undefined)
    wrong('--client', 'either --client or --client-column, not both')
  return {
    file,
    server,
    email,
    password,
    target: oneOf('--target', values.target, importTargets, wrong),
    client: values.client ?? null,
    clientColumn: values['client-column'] ?? null,
    unknownClients: oneOf('--unknown-clients', values['unknown-clients'], ['create', 'refuse'] as const, wrong) ?? 'refuse',
    zone,
    dates: oneOf('--dates', values.dates, dateOrders, wrong),
    source: values.source ?? null,
    map: readMap(values.map ?? [], wrong),
    dryRun: values['dry-run'] ?? false,
    report: values.report ?? null,
    data: values.data ?? null
  }
}

function oneOf<const T extends string>(option: string, given: string | undefined, allowed: readonly T[], wrong: Complain): T | null {
  if (given === undefined) return null
  const found = allowed.find((one) => one === given)
  if (found === undefined) wrong(option, `one of ${allowed.join(', ')}, got ${given}`)
  return found ?? null
}

function readMap(entries: readonly string[], wrong: Complain): Readonly<Record<string, string>> {
  const pairs = entries.map((entry) => {
    const cut = entry.lastIndexOf('=')
    if (cut < 1) wrong('--map', `COLUMN=FIELD such as "Short description=subject", got ${entry}`)
    return [entry.slice(0, cut), entry.slice(cut + 1)]
  })
  return Object.fromEntries(pairs) as Readonly<Record<string, string>>
}

function isHttp(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)
}

/** What `--help` prints. */
export const helpText = `npm run import -- FILE --email E [options]

  FILE                      a CSV file: UTF-8, UTF-16 or Windows-1252; commas, semicolons, tabs or bars
  --server URL              a running server; left out: the server's own database is started for the import and ended again
  --email E                 who imports
  --password-env VAR        the variable that holds the password (FIXPOINT_PASSWORD)
  --target T                ${importTargets.join(', ')} (guessed from the columns)
  --client NAME             all rows belong to this client (name or code)
  --client-column COLUMN    each row names its client in this column (guessed)
  --unknown-clients HOW     create or refuse (refuse)
  --map COLUMN=FIELD        what a column becomes, where the guess is wrong (COLUMN= leaves it out); may be given several times
  --zone ZONE               the zone of times without one, such as Europe/Berlin
  --dates ORDER             ${dateOrders.join(', ')} (asked for where the file doesn't prove it)
  --source NAME             names the system the file comes from; the same name again updates instead of doubling
  --dry-run                 only says what would happen
  --report FILE             writes the report, row by row, as CSV
  --data FOLDER             the data folder of the server's own database

Ends with 0 when every row came in, 1 when some did not, 2 for wrong options, 3 when it could not run.`
