// The server's settings come from the environment and from nowhere else. Each is checked at the start; an error names the variable and
// says what was expected.

import { isIP } from 'node:net'
import { resolve } from 'node:path'
import { z } from 'zod'
import { protocolVersion } from '#sync/protocol/version.ts'
import { logLevels } from './log.ts'

const oldestExpected = `expected a version of the protocol from 1 to ${protocolVersion}`
const blank = (value: unknown): unknown => (value === '' ? undefined : value)
const flag = z.preprocess(
  blank,
  z
    .literal(['0', '1', 'true', 'false'], 'expected 1 or 0')
    .optional()
    .transform((value) => value === '1' || value === 'true')
)
/** Gigabytes as bytes. */
const gigabytes = (standard: number) =>
  z.preprocess(
    blank,
    z.coerce
      .number('expected gigabytes')
      .min(0.001, 'expected at least 0.001 gigabytes')
      .max(1_000_000, 'expected at most 1000000 gigabytes')
      .default(standard)
      .transform((count) => Math.round(count * 1e9))
  )
const optional = (expected: string) => z.preprocess(blank, z.string().min(1, expected).optional())

const schema = z.object({
  PORT: z.preprocess(
    blank,
    z
      .string()
      .regex(/^\d{1,5}$/, 'expected a port from 0 to 65535')
      .transform(Number)
      .refine((port) => port <= 65_535, 'expected a port from 0 to 65535')
      .default(0)
  ),
  HOST: z.preprocess(
    blank,
    z
      .string()
      .regex(/^[\w.:-]+$/, 'expected a host name or an address')
      .default('127.0.0.1')
  ),
  DATABASE_URL: z.preprocess(
    blank,
    z
      .string()
      .refine(
        (url) => URL.canParse(url) && /^postgres(ql)?:$/.test(new URL(url).protocol),
        'expected postgres://user:password@host:port/database'
      )
      .optional()
  ),
  FIXPOINT_DATA: optional('expected a folder'),
  FIXPOINT_CLIENT_DIR: optional('expected a folder').transform((folder) => (folder === undefined ? folder : resolve(folder))),
  FIXPOINT_SAMPLE: flag,
  FIXPOINT_SAMPLE_SCALE: z.preprocess(blank, z.literal(['sample', 'benchmark'], 'expected sample or benchmark').default('sample')),
  FIXPOINT_ORIGINS: z.preprocess(
    blank,
    z
      .string()
      .default('')
      .transform((list) => list.split(/[\s,]+/).filter(Boolean))
      .refine((list) => list.every(isOrigin), 'expected origins such as https://desk.example, separated by commas')
  ),
  FIXPOINT_ORGANISATION: optional('expected a name'),
  FIXPOINT_ADMIN_EMAIL: z.preprocess(blank, z.email('expected an e-mail address').toLowerCase().optional()),
  FIXPOINT_ADMIN_PASSWORD: z.preprocess(blank, z.string().min(10, 'expected at least 10 characters').optional()),
  FIXPOINT_TRUST_PROXY: z.preprocess(
    blank,
    z
      .string()
      .default('')
      .transform((list) => list.split(/[\s,]+/).filter(Boolean))
      .refine((list) => list.every(isNetwork), 'expected addresses or networks such as 10.0.0.0/8, separated by commas')
  ),
  FIXPOINT_LOG: z.preprocess(blank, z.literal([...logLevels], `expected one of ${logLevels.join(', ')}`).default('warn')),
  FIXPOINT_FILES_GB: gigabytes(200),
  FIXPOINT_DEVICE_FILES_GB: gigabytes(20),
  FIXPOINT_KEEP_DELETED_DAYS: z.preprocess(
    blank,
    z.coerce
      .number('expected days from 1 to 3650')
      .int('expected days from 1 to 3650')
      .min(1, 'expected days from 1 to 3650')
      .max(3650, 'expected days from 1 to 3650')
      .default(90)
  ),
  FIXPOINT_METRICS_TOKEN: z.preprocess(blank, z.string().min(20, 'expected at least 20 characters').optional()),
  FIXPOINT_RESTORED: flag,
  FIXPOINT_OLDEST_PROTOCOL: z.preprocess(
    blank,
    z.coerce.number(oldestExpected).int(oldestExpected).min(1, oldestExpected).max(protocolVersion, oldestExpected).default(1)
  )
})

/** Checked settings, by the names of their variables. */
export type Environment = z.infer<typeof schema>

/** Settings, or the sentences that say what is wrong with them. */
export function readEnvironment(env: Readonly<Record<string, string | undefined>>): Environment | readonly string[] {
  const parsed = schema.safeParse(env)
  if (parsed.success) return parsed.data
  return parsed.error.issues.map((issue) => {
    const name = String(issue.path[0])
    const given = name.includes('PASSWORD') || name.includes('TOKEN') || name === 'DATABASE_URL' ? '' : `, got ${JSON.stringify(env[name])}`
    return `${name}: ${issue.message}${given}`
  })
}

/** An address, or a network in CIDR form. */
function isNetwork(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/')
  const family = isIP(address)
  if (family === 0 || rest.length > 0) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128))
}

function isOrigin(text: string): boolean {
  // A page of a scheme of ours has the opaque origin that the scheme and host spell out.
  return /^[a-z][a-z0-9+.-]*:\/\/[\w.:[\]-]+$/i.test(text)
}
