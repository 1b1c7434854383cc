// What stands in the composer, and sending it. Typing never waits: what is typed while something is on its way is not part of it, and
// stays when that has arrived.

import { useRef, useState } from 'react'
import { deriveId } from '#core/kernel/ids.ts'
import type { Comment } from '#core/tickets/comment.entity.ts'
import type { Ticket } from '#core/tickets/ticket.entity.ts'
import { ticketWords } from '#core/words/rooms-tickets.ts'
import { retyped } from '#renderer/live/retyped.ts'
import { useDraft } from '#renderer/live/use-draft.ts'
import { useAct } from '#renderer/ui/use-act.ts'
import { attachCalls, type HeldFile } from './file-intake.ts'

export interface CommentDraft {
  readonly body: string
  readonly visibility: Comment['visibility']
  readonly call: boolean
  /** The client said it, and who of them; null: that is still to be chosen. Left out: one of us writes. */
  readonly saidBy?: string | null | undefined
  /** Files that go out with it. */
  readonly files?: readonly HeldFile[]
}

export const noFiles: readonly HeldFile[] = []
const blank: CommentDraft = { body: '', visibility: 'public', call: false }

type Then = Ticket['status'] | null

export interface CommentState {
  readonly value: CommentDraft
  readonly change: (part: Partial<Omit<CommentDraft, 'body'>>) => void
  readonly type: (body: string) => void
  readonly problem: string | null
  /** Sends what is typed, then sets the status when one is given. */
  readonly send: (then: Then) => Promise<void>
}

export function useComment(ticketId: string): CommentState {
  const draft = useDraft<CommentDraft>(`comment:${ticketId}`)
  const [readers, setReaders] = useState<Comment['visibility']>('public')
  const { problem, deliver } = useDelivery(ticketId)
  const fresh: CommentDraft = { ...blank, visibility: readers }
  const value = draft.value ?? fresh
  const send = useOneByOne(async (then: Then) => {
    const sent = draft.latest()
    if (sent === null || !isFilled(sent)) return true
    return deliver(sent, then, (part) => {
      // Who wrote a note goes on writing notes: falling back to public by itself could send the next one to the client.
      setReaders((draft.latest() ?? sent).visibility)
      draft.change((now) => (now === null ? null : withoutSent(now, part)))
    })
  })
  return {
    value,
    problem,
    send,
    change: (part) => draft.change((now) => ({ ...(now ?? fresh), ...part })),
    type: (body) => draft.change((now) => ({ ...(now ?? fresh), body: retyped(now?.body ?? '', value.body, body) }))
  }
}

type Said = (part: Pick<CommentDraft, 'body' | 'files'>) => void

interface Delivery {
  /** Why the last one was refused. */
  readonly problem: string | null
  /** Says the words, then hands in the files, then sets the status; `said` hears each part that is done. Answers whether all is. */
  readonly deliver: (sent: CommentDraft, then: Then, said: Said) => Promise<boolean>
}

function useDelivery(ticketId: string): Delivery {
  const [problem, setProblem] = useState<string | null>(null)
  const act = useAct()
  /** The new comment's id; undefined when it was refused. */
  const comment = async ({ body, visibility, call, saidBy }: CommentDraft): Promise<string | undefined> => {
    const channel = visibility === 'internal' ? 'note' : call ? 'call' : 'reply'
    let made: string | undefined
    const saved = ([commandId]: readonly string[]): void => {
      if (commandId !== undefined) made = deriveId(commandId, 1)
    }
    const heardOf = visibility === 'public' && typeof saidBy === 'string' ? { contactId: saidBy } : {}
    const input = { ticketId, visibility, channel, body, ...heardOf }
    setProblem(await act({ name: 'ticket.comment', input }, { quietRefusal: true, saved }))
    return made
  }
  const deliver: Delivery['deliver'] = async (sent, then, said) => {
    const { body, files = noFiles } = sent
    if (isHeard(sent) && typeof sent.saidBy !== 'string') {
      setProblem(ticketWords.needSaidBy)
      return false
    }
    const commentId = body.trim() === '' ? null : await comment(sent)
    if (commentId === undefined) return false
    // Said is said: from here on only the files are left to be sent.
    said({ body })
    if (files.length > 0) {
      const reason = await act(attachCalls(ticketId, files, commentId), { quietRefusal: true })
      setProblem(reason)
      if (reason !== null) return false
      said({ body: '', files })
    }
    if (then !== null) await act({ name: 'ticket.set-status', input: { id: ticketId, status: then } })
    return true
  }
  return { problem, deliver }
}

/** The client said it: nothing is sent to anybody. An internal note is always ours. */
export function isHeard({ visibility, saidBy }: CommentDraft): boolean {
  return visibility === 'public' && saidBy !== undefined
}

function isFilled({ body, files = noFiles }: CommentDraft): boolean {
  return body.trim() !== '' || files.length > 0
}

/** What is left of a draft when a part of it was sent; null: nothing. */
export function withoutSent(now: CommentDraft, { body, files = noFiles }: Pick<CommentDraft, 'body' | 'files'>): CommentDraft | null {
  const held = (now.files ?? noFiles).filter(({ sha256 }) => !files.some((file) => file.sha256 === sha256))
  const left = { ...now, body: bodyWithout(now.body, body), files: held }
  return left.body === '' && held.length === 0 ? null : left
}

function bodyWithout(now: string, sent: string): string {
  if (sent === '') return now
  if (now.startsWith(sent)) return now.slice(sent.length).trimStart()
  return now.endsWith(sent) ? now.slice(0, now.length - sent.length).trimEnd() : now
}

/** Runs one at a time. What was asked for meanwhile runs next, unless the one before it failed. */
function useOneByOne<T>(run: (asked: T) => Promise<boolean>): (asked: T) => Promise<void> {
  const busy = useRef(false)
  const waiting = useRef<{ readonly asked: T } | null>(null)
  return async (asked) => {
    waiting.current = { asked }
    if (busy.current) return
    busy.current = true
    try {
      let done = true
      for (let next: { readonly asked: T } | null = waiting.current; done && next !== null; next = waiting.current) {
        waiting.current = null
        done = await run(next.asked)
      }
    } finally {
      waiting.current = null
      busy.current = false
    }
  }
}
