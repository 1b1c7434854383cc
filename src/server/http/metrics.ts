// Counts of what the server does, in the text form that Prometheus reads. They name routes, never addresses of rows, people or organisations.

import type { FastifyInstance, FastifyRequest } from 'fastify'
import { timingSafeEqual } from 'node:crypto'
import { isLoopback } from './compress.ts'
import { sha256 } from './digest.ts'
import { Problem } from './problem.ts'

/** Upper bounds of durations, seconds. */
const bounds = [0.005, 0.025, 0.1, 0.25, 1, 5] as const

interface Series {
  readonly labels: string
  count: number
  seconds: number
  readonly below: number[]
}

/** What is counted beside requests, asked for when somebody reads. */
export type Gauges = () => Readonly<Record<string, number>>

/** Adds `GET /metrics`, for this machine itself or whoever has the token, and counts every answer. */
export function registerMetrics(app: FastifyInstance, token: string | null, gauges: Gauges): void {
  const series = new Map<string, Series>()
  app.addHook('onResponse', async (request, reply) => {
    const labels = `method="${request.method}",route="${request.routeOptions.url ?? 'none'}",status="${reply.statusCode}"`
    const own = series.get(labels) ?? { labels, count: 0, seconds: 0, below: bounds.map(() => 0) }
    series.set(labels, own)
    const seconds = reply.elapsedTime / 1000
    own.count++
    own.seconds += seconds
    for (const [index, bound] of bounds.entries()) if (seconds <= bound) own.below[index] = (own.below[index] ?? 0) + 1
  })
  app.get('/metrics', (request, reply) => {
    checkReader(request, token)
    return reply.type('text/plain; version=0.0.4; charset=utf-8').send(textOf([...series.values()], gauges()))
  })
}

/** A proxy on this machine speaks for others: what it passes on is not this machine's own question. */
function checkReader(request: FastifyRequest, token: string | null): void {
  const given = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1]
  if (token !== null && given !== undefined && timingSafeEqual(sha256(given), sha256(token))) return
  const isPassedOn = request.headers['x-forwarded-for'] !== undefined || request.headers.forwarded !== undefined
  if (isLoopback(request.ip) && !isPassedOn) return
  throw new Problem(403, 'forbidden', 'Only this machine, or who has the token, reads the counts', {
    field: 'authorization',
    expected: 'the token that is set by FIXPOINT_METRICS_TOKEN'
  })
}

function textOf(all: readonly Series[], gauges: Readonly<Record<string, number>>): string {
  const name = 'fixpoint_request_seconds'
  const lines = all.flatMap(({ labels, count, seconds, below }) => [
    ...bounds.map((bound, index) => `${name}_bucket{${labels},le="${bound}"} ${below[index] ?? 0}`),
    `${name}_bucket{${labels},le="+Inf"} ${count}`,
    `${name}_sum{${labels}} ${seconds}`,
    `${name}_count{${labels}} ${count}`
  ])
  const more = Object.entries(gauges).flatMap(([gauge, value]) => [`# TYPE fixpoint_${gauge} gauge`, `fixpoint_${gauge} ${value}`])
  return `${['# TYPE fixpoint_request_seconds histogram', ...lines, ...more].join('\n')}\n`
}
