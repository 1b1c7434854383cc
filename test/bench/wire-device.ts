// A device of a load: it speaks the protocol plainly over HTTP and WebSocket, without engine or store, so that what is measured is the
// server. Its commands rise from the clock, so that a kept database can be used again.

import { createHash, randomBytes } from 'node:crypto'
import { commandId } from '#core/kernel/ids.ts'
import type { LiveHint } from '#sync/protocol/live.ts'
import type { PullAnswer } from '#sync/protocol/pull.ts'
import type { PushAnswer, WireCommand } from '#sync/protocol/push.ts'
import { protocolVersion } from '#sync/protocol/version.ts'

let lastSequence = Date.now()

/** A device on the wire. */
export class WireDevice {
  cursor = 0
  epoch: string | null = null
  /** Requests that the server asked to send again later. */
  timesBusy = 0
  /** Texts of the last exchange. */
  last = { asked: '', answered: '' }
  private readonly address: string
  private readonly token: string
  private socket: WebSocket | null = null

  constructor(address: string, token: string) {
    this.address = address
    this.token = token
  }

  /** A new command at the end of this device's order. */
  command(name: string, input: unknown, base: Record<string, unknown> = {}): WireCommand {
    const sequence = ++lastSequence
    const at = Date.now()
    return {
      id: commandId(at, randomBytes(10)),
      sequence,
      name,
      version: 1,
      input,
      base,
      at,
      clockOffsetMs: 0,
      provisionalNumber: `L-${sequence}`
    }
  }

  /** Pushes; throws unless every command has an outcome. @returns how many were applied */
  async push(commands: readonly WireCommand[]): Promise<number> {
    const answer = JSON.parse(await this.post('/v1/sync/push', { protocol: protocolVersion, epoch: null, commands })) as PushAnswer
    if (answer.outcomes.length !== commands.length) throw new Error('a push was not answered in full')
    return answer.outcomes.filter(({ outcome }) => outcome.type === 'applied').length
  }

  /** Brings the cursor up to what is newest. @returns items that came */
  async pull(): Promise<number> {
    let items = 0
    for (;;) {
      const request = { protocol: protocolVersion, epoch: this.epoch, cursor: this.cursor, limit: 5000 }
      const answer = JSON.parse(await this.post('/v1/sync/pull', request)) as PullAnswer
      if (answer.type !== 'rows') throw new Error('the server asks for a snapshot')
      this.cursor = answer.cursor
      this.epoch = answer.epoch
      items += answer.items.length
      if (!answer.more) return items
    }
  }

  /** Opens the live socket; resolves with the first hint. */
  live(onHint: (version: number) => void = () => undefined): Promise<number> {
    return new Promise((resolve, reject) => {
      const socket = new WebSocket(`${this.address.replace(/^http/, 'ws')}/v1/live`)
      this.socket = socket
      socket.addEventListener('open', () => socket.send(JSON.stringify({ protocol: protocolVersion, accessToken: this.token })))
      socket.addEventListener('message', ({ data }) => {
        const { version } = JSON.parse(String(data)) as LiveHint
        resolve(version)
        onHint(version)
      })
      socket.addEventListener('close', () => reject(new Error('the live socket was closed')))
    })
  }

  hangUp(): void {
    this.socket?.close()
    this.socket = null
  }

  /** A server that is busy says how long to wait, and the engine does. */
  private async post(path: string, body: unknown): Promise<string> {
    for (;;) {
      const { status, content, retryAfter } = await this.send(path, body)
      if (status === 200) {
        this.last = { asked: JSON.stringify(body), answered: content }
        return content
      }
      if (status !== 503 && status !== 429) throw new Error(`${path} answered ${status}: ${content}`)
      this.timesBusy += 1
      await new Promise((resolve) => setTimeout(resolve, retryAfter * 1000 * (0.5 + Math.random())))
    }
  }

  private async send(path: string, body: unknown): Promise<{ status: number; content: string; retryAfter: number }> {
    const text = JSON.stringify(body)
    const answer = await fetch(`${this.address}${path}`, {
      method: 'POST',
      body: text,
      headers: {
        'content-type': 'application/json',
        'content-digest': `sha-256=:${createHash('sha256').update(text).digest('base64')}:`,
        authorization: `Bearer ${this.token}`
      }
    })
    return { status: answer.status, content: await answer.text(), retryAfter: Number(answer.headers.get('retry-after') ?? 1) }
  }
}
