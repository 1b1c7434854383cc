// Structured log: one JSON object a line on standard error. It holds what is passed to it and nothing of requests' bodies or headers,
// so no secret can slip in.

import type { FastifyBaseLogger } from 'fastify'

/** How much is told, from least to most. */
export const logLevels = ['silent', 'error', 'warn', 'info', 'debug'] as const
/** A level of the log. */
export type LogLevel = (typeof logLevels)[number]

/** Creates a log. @param write takes one line without its end */
export function createLog(level: LogLevel, write: (line: string) => void = toStandardError, bound: object = {}): FastifyBaseLogger {
  const at =
    (kind: LogLevel) =>
    (first: unknown, message?: string): void => {
      if (logLevels.indexOf(kind) > logLevels.indexOf(level)) return
      const facts = typeof first === 'string' ? { msg: first } : { ...plain(first), ...(message === undefined ? {} : { msg: message }) }
      write(JSON.stringify({ at: new Date().toISOString(), level: kind, ...bound, ...facts }))
    }
  const error = at('error')
  const debug = at('debug')
  return {
    level,
    fatal: error,
    error,
    warn: at('warn'),
    info: at('info'),
    debug,
    trace: debug,
    silent: () => undefined,
    child: (bindings: object) => createLog(level, write, { ...bound, ...plain(bindings) })
  }
}

function toStandardError(line: string): void {
  process.stderr.write(`${line}\n`)
}

/** Errors as text, the framework's request and reply objects left out. */
function plain(facts: unknown): object {
  if (facts instanceof Error) return { error: facts.stack ?? facts.message }
  if (typeof facts !== 'object' || facts === null) return { value: String(facts) }
  return Object.fromEntries(
    Object.entries(facts).flatMap(([name, value]: [string, unknown]) => {
      if (value instanceof Error) return [['error', value.stack ?? value.message]]
      return value === null || typeof value !== 'object' ? [[name, value]] : []
    })
  )
}
