// Rows that come along with hints: what the device's own pull would bring, asked for it with its own token each time, so that nobody is
// told what they may not see any more. Only one such question of a socket is under way at once; versions that come meanwhile are one.

import type { WebSocket } from '@fastify/websocket'
import type { LivePlace } from '#sync/ports.ts'
import { type LiveHint, liveClose } from '#sync/protocol/live.ts'
import { isLoopback } from './compress.ts'
import type { ServerContext } from './context.ts'
import { sha256 } from './digest.ts'
import { Problem } from './problem.ts'

/** The rows of one socket. */
export interface LiveRows {
  /** Brings what is new up to this version. */
  upTo(version: number): void
  /** The device was told of this version alone and fetches it: rows go on from there. */
  passOver(version: number): void
}

/** A socket of one device. */
export interface LiveSeat {
  readonly socket: WebSocket
  readonly accessToken: string
  /** Address of the device: rows are packed only where they leave the machine. */
  readonly address: string
}

/** Bytes that wait in a socket above which it is only told of versions: it is slower than what is new. */
const mostBuffered = 262_144

/** Brings rows from the place on at which the device stands. */
export function bringRows(context: ServerContext, seat: LiveSeat, place: LivePlace): LiveRows {
  const { socket, accessToken } = seat
  let cursor = place.cursor
  let wanted = 0
  let isBringing = false
  const passOver = (version: number): void => {
    cursor = Math.max(cursor, version)
  }
  const bring = async (): Promise<void> => {
    const [from, upTo] = [cursor, wanted]
    const who = await lookUp(socket, () => context.sessions.authenticateAt(accessToken))
    passOver(upTo)
    if (!who) return
    const isSlow = socket.bufferedAmount > mostBuffered
    const along = isSlow ? null : await context.pull.along(who, { ...place, cursor: from }).catch(() => null)
    if (along === null) return sendHint(socket, { version: upTo })
    passOver(along.cursor)
    const rows = { from, sha256: sha256(along.text).toString('base64') }
    sendHint(socket, { version: along.cursor, rows }, { text: along.text, isPacked: !isLoopback(seat.address) })
  }
  const bringAll = async (): Promise<void> => {
    await bring()
    isBringing = wanted > cursor && socket.readyState === socket.OPEN
    if (isBringing) await bringAll()
  }
  return {
    passOver,
    upTo(version) {
      wanted = Math.max(wanted, version)
      if (isBringing || wanted <= cursor) return
      isBringing = true
      void bringAll()
    }
  }
}

/** Sends a hint, with the text of rows where some come along. */
export function sendHint(socket: WebSocket, hint: LiveHint, rows?: { readonly text: string; readonly isPacked: boolean }): void {
  if (socket.readyState !== socket.OPEN) return
  const head = JSON.stringify(hint)
  socket.send(rows ? `${head}\n${rows.text}` : head, { compress: rows?.isPacked ?? false })
}

/** Finds out who it is; closes the socket of whom it may serve no longer. */
export async function lookUp<Who>(socket: WebSocket, find: () => Promise<Who>): Promise<Who | null> {
  try {
    return await find()
  } catch (error) {
    if (!(error instanceof Problem)) socket.close(1011, 'try again')
    else if (error.type === 'revoked' || error.type === 'device-revoked') socket.close(liveClose.revoked, 'revoked')
    else socket.close(liveClose.signedOut, 'signed out')
    return null
  }
}
