// A device that speaks the protocol plainly over HTTP, without engine or store: it makes commands in its own order and reads answers.

import { randomBytes } from 'node:crypto'
import { commandId } from '#core/kernel/ids.ts'
import { type PullAnswer, pullAnswer } from '#sync/protocol/pull.ts'
import { type Outcome, type PushAnswer, pushAnswer, type WireCommand } from '#sync/protocol/push.ts'
import type { FeedItem } from '#sync/protocol/rows.ts'
import type { Session } from '#sync/protocol/session.ts'
import { snapshotHead } from '#sync/protocol/snapshot.ts'
import { call, type RawAnswer } from './server.ts'

/** A device over HTTP. */
export class TestDevice {
  readonly address: string
  readonly session: Session
  sequence = 0

  constructor(address: string, session: Session) {
    this.address = address
    this.session = session
  }

  /** A new command at the end of this device's order. */
  command(name: string, input: unknown, more: Partial<WireCommand> = {}): WireCommand {
    this.sequence += 1
    const at = Date.now()
    const id = commandId(at, randomBytes(10))
    const { sequence } = this
    return { id, sequence, name, version: 1, input, base: {}, at, clockOffsetMs: 0, provisionalNumber: `T-${sequence}`, ...more }
  }

  post(path: string, body: unknown): Promise<RawAnswer> {
    return call(this.address, path, body, this.session.accessToken)
  }

  async push(...commands: readonly WireCommand[]): Promise<PushAnswer> {
    return pushAnswer.parse(parse(await this.post('/v1/sync/push', { protocol: 1, epoch: null, commands })))
  }

  /** Pushes one command and gives its outcome. */
  async run(name: string, input: unknown, more: Partial<WireCommand> = {}): Promise<Outcome> {
    const { outcomes } = await this.push(this.command(name, input, more))
    const [first] = outcomes
    if (!first) throw new Error('the command has an outcome')
    return first.outcome
  }

  async pull(cursor = 0, epoch: string | null = null): Promise<PullAnswer> {
    return pullAnswer.parse(parse(await this.post('/v1/sync/pull', { protocol: 1, epoch, cursor, limit: 5000 })))
  }

  /** Feed items after a cursor. */
  async items(cursor: number): Promise<readonly FeedItem[]> {
    const answer = await this.pull(cursor)
    if (answer.type !== 'rows') throw new Error('the server asks for a snapshot')
    return answer.items
  }

  /** The organisation's newest version. */
  async version(): Promise<number> {
    const answer = await this.pull(0)
    return answer.type === 'rows' ? answer.cursor : 0
  }

  /** Text of a whole snapshot, with its first head. */
  async snapshot(clients: readonly string[] | null = null) {
    const body = { protocol: 1, clients, after: null, maxBytes: 16_000_000 }
    const { text, status } = await this.post('/v1/sync/snapshot', body)
    if (status !== 200) throw new Error(`snapshot answered ${status}: ${text}`)
    return { head: snapshotHead.parse(JSON.parse(text.slice(0, text.indexOf('\n')))), text }
  }
}

function parse({ status, text }: RawAnswer): unknown {
  if (status !== 200) throw new Error(`answered ${status}: ${text}`)
  return JSON.parse(text)
}
