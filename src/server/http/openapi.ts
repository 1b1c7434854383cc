// The server's interface as an OpenAPI document, made of the schemas that check the requests. Every route stands in this table: a test
// holds it against the routes that are really there.

import { z } from 'zod'
import { assert } from '#core/kernel/assert.ts'
import { pullAnswer, pullRequest } from '#sync/protocol/pull.ts'
import { pushAnswer, pushRequest } from '#sync/protocol/push.ts'
import {
  errorAnswer,
  refreshRequest,
  rescueReadAnswer,
  rescueReadRequest,
  rescueRequest,
  session,
  signInRequest
} from '#sync/protocol/session.ts'
import { snapshotRequest } from '#sync/protocol/snapshot.ts'
import { protocolVersion } from '#sync/protocol/version.ts'
import { missingRequest } from '../attachments/missing-route.ts'
import { givenPassword, ownPassword } from './session-routes.ts'

/** Who may ask: nobody known, whoever is signed in, a locked-out device with its token, or this machine itself. */
export type Door = 'open' | 'session' | 'rescue' | 'machine'

/** One route. */
export interface DocumentedRoute {
  readonly method: 'get' | 'head' | 'post' | 'put' | 'patch'
  readonly path: string
  readonly door: Door
  readonly summary: string
  readonly body?: z.ZodType
  readonly answer?: z.ZodType
}

const empty = z.strictObject({})
const file = '/v1/attachments/{id}'

/** All routes. */
export const documentedRoutes: readonly DocumentedRoute[] = [
  { method: 'post', path: '/v1/session', door: 'open', summary: 'Signs in on a device', body: signInRequest, answer: session },
  { method: 'post', path: '/v1/session/refresh', door: 'open', summary: 'Renews the tokens', body: refreshRequest, answer: session },
  {
    method: 'post',
    path: '/v1/session/sign-out',
    door: 'session',
    summary: 'Ends the sessions of this device',
    body: empty,
    answer: empty
  },
  { method: 'put', path: '/v1/password', door: 'session', summary: 'Changes one’s own password', body: ownPassword, answer: empty },
  { method: 'put', path: '/v1/people/password', door: 'session', summary: 'Gives a person a password', body: givenPassword, answer: empty },
  {
    method: 'post',
    path: '/v1/rescue',
    door: 'rescue',
    summary: 'Hands in what a locked-out device had not sent',
    body: rescueRequest,
    answer: empty
  },
  { method: 'post', path: '/v1/rescue/read', door: 'session', summary: 'Reads it', body: rescueReadRequest, answer: rescueReadAnswer },
  { method: 'post', path: '/v1/sync/push', door: 'session', summary: 'Sends commands', body: pushRequest, answer: pushAnswer },
  { method: 'post', path: '/v1/sync/pull', door: 'session', summary: 'Fetches what is new', body: pullRequest, answer: pullAnswer },
  { method: 'post', path: '/v1/sync/snapshot', door: 'session', summary: 'Fetches all rows as lines of JSON', body: snapshotRequest },
  { method: 'get', path: '/v1/live', door: 'session', summary: 'Opens the live socket; the token travels in its first message' },
  { method: 'post', path: `${file}/upload`, door: 'session', summary: 'Begins an upload (tus)' },
  { method: 'head', path: `${file}/upload`, door: 'session', summary: 'Tells how far an upload is (tus)' },
  { method: 'get', path: `${file}/upload`, door: 'session', summary: 'Tells it with a digest' },
  { method: 'patch', path: `${file}/upload`, door: 'session', summary: 'Sends a piece (tus)' },
  { method: 'get', path: `${file}/content`, door: 'session', summary: 'Fetches a file, or a range of it' },
  { method: 'head', path: `${file}/content`, door: 'session', summary: 'Tells of a file without its bytes' },
  {
    method: 'post',
    path: '/v1/attachments/missing',
    door: 'session',
    summary: 'Names files whose bytes are not here',
    body: missingRequest
  },
  { method: 'get', path: '/v1/sample', door: 'open', summary: 'Lists the sample’s people, where there are some' },
  { method: 'get', path: '/v1/health', door: 'open', summary: 'Tells that the server and its database answer' },
  { method: 'get', path: '/health', door: 'open', summary: 'The same at the usual place' },
  { method: 'get', path: '/metrics', door: 'machine', summary: 'Counts in Prometheus’ text form' },
  { method: 'get', path: '/v1/openapi.json', door: 'open', summary: 'This document' }
]

const known = new Set(documentedRoutes.map(({ method, path }) => `${method} ${path}`))

/** A route of the interface that nobody described, or said who may ask, does not come up at all. */
export function assertDocumented(method: string, url: string): void {
  if (!url.startsWith('/v1/') || method === 'HEAD' || method === 'OPTIONS') return
  const path = url.replaceAll(/:(\w+)/g, '{$1}')
  assert(known.has(`${method.toLowerCase()} ${path}`), `${method} ${path} stands in the table of routes`)
}

/** The document, OpenAPI 3.1. */
export function openApiDocument(): object {
  const paths: Record<string, Record<string, object>> = {}
  for (const route of documentedRoutes) paths[route.path] = { ...paths[route.path], [route.method]: operationOf(route) }
  const securitySchemes = { bearer: { type: 'http', scheme: 'bearer' } }
  return { openapi: '3.1.0', info: { title: 'Fixpoint', version: String(protocolVersion) }, paths, components: { securitySchemes } }
}

function operationOf({ path, door, summary, body, answer }: DocumentedRoute): object {
  const parameters = path.includes('{id}') ? [{ name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }] : []
  return {
    summary,
    parameters,
    security: door === 'open' ? [] : [{ bearer: [] }],
    ...(body ? { requestBody: { required: true, content: json(body, 'input') } } : {}),
    responses: {
      '2XX': { description: summary, ...(answer ? { content: json(answer, 'output') } : {}) },
      default: { description: 'What was wrong: a stable type, the field, and what was expected', content: json(errorAnswer, 'output') }
    }
  }
}

function json(schema: z.ZodType, io: 'input' | 'output'): object {
  return { 'application/json': { schema: z.toJSONSchema(schema, { io, unrepresentable: 'any' }) } }
}
