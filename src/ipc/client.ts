// The windows' typed side of the contract: an answer is the channel's output, or an IpcError that says why not.

import type { Bridge, IpcRefusal } from './bridge.ts'
import type { Channel, ChannelInput, ChannelOutput, EventName, EventPayload } from './contract.ts'

/** Main refused or failed; `refusal` says how. */
export class IpcError extends Error {
  readonly refusal: IpcRefusal
  constructor(channel: string, refusal: IpcRefusal) {
    super(`${channel}: ${refusal.type} ${'field' in refusal ? `(${refusal.field}: ${refusal.expected})` : `(${refusal.reason})`}`)
    this.name = 'IpcError'
    this.refusal = refusal
  }
}

/** Typed calls and events over a bridge. */
export interface IpcClient {
  /** @throws IpcError */
  readonly call: <C extends Channel>(channel: C, input: ChannelInput<C>) => Promise<ChannelOutput<C>>
  /** Returns the function that ends the subscription. */
  readonly on: <E extends EventName>(event: E, listener: (payload: EventPayload<E>) => void) => () => void
}

/** Wraps the preload's bridge. */
export function createIpcClient(bridge: Bridge): IpcClient {
  return {
    call: async (channel, input) => {
      const answer = await bridge.invoke(channel, input)
      if (!answer.ok) throw new IpcError(channel, answer.error)
      // Main has parsed it with the output's schema.
      return answer.value as ChannelOutput<typeof channel>
    },
    on: (event, listener) => bridge.on(event, (payload) => listener(payload as EventPayload<typeof event>))
  }
}
