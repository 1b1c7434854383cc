// The sync engine: one turn after another pushes and pulls, at a hint, when something waits, or when the time has come. It never
// spins, never asks the browser whether there is a network, and every trouble is a state that a person can see.

import type { Id } from '#core/kernel/ids.ts'
import { backoffMs, withJitter } from './backoff.ts'
import { EngineStopped, type SyncContext, type SyncProgress } from './exchange.ts'
import { createLiveLink, type LiveLink } from './live-link.ts'
import type { CameAlong, Clock, LivePlace, SyncReplica, Transport } from './ports.ts'
import { needsPerson, problemOf, problemWords, type SyncProblem } from './problem.ts'
import type { RescueOffer } from './protocol/session.ts'
import { pullAll, takeFeed } from './pull-loop.ts'

/** How syncing goes. `problem` is what was seen last, in words, null when all is well; `needsPerson`: it won't go away by itself. */
export interface EngineState {
  readonly activity: 'idle' | 'syncing' | 'offline'
  readonly lastExchangeAt: number | null
  readonly problem: string | null
  readonly problemType: SyncProblem['type'] | null
  readonly needsPerson: boolean
  readonly progress: SyncProgress | null
}

/** A sync engine over one replica. */
export interface Engine {
  start(): void
  /** Ends what is under way; resolves when nothing is written any more. */
  stop(): Promise<void>
  /** Something waits to be sent, or somebody signed in. Keeps to the pause after a failure. */
  wake(): void
  /** A turn at once, whatever the pause; resolves when it is over. */
  syncNow(): Promise<void>
  state(): EngineState
}

/** Surroundings of the engine. */
export interface EngineOptions {
  readonly replica: SyncReplica
  readonly transport: Transport
  readonly clock: Clock
  /** Registers this profile as a new device and gives its id: the identity turned out to be shared with a copy. */
  readonly newDevice: () => Promise<Id>
  readonly onState?: () => void
  /** The server locked this device out for good: everything on it has to go. [WIPE1] */
  readonly onRevoked?: (rescue: RescueOffer) => void
}

/** Pauses between turns when all is well, milliseconds: with a live socket, without, and where only a person can help. */
const pauseMs = { live: 300_000, polling: 15_000, person: 300_000, lost: 1_500 } as const
/** Rows that came along of more hints than these are fetched. */
const mostBrought = 50
/** How often parked commands are tried again, milliseconds. */
const unparkEveryMs = 600_000

/** Creates an engine that stands still. */
export function createEngine(options: EngineOptions): Engine {
  return new SyncEngine(options)
}

class SyncEngine implements Engine {
  private readonly context: SyncContext
  private readonly live: LiveLink
  private readonly options: EngineOptions
  private current: EngineState = {
    activity: 'idle',
    lastExchangeAt: null,
    problem: null,
    problemType: null,
    needsPerson: false,
    progress: null
  }
  private running: Promise<void> | null = null
  private isWanted = false
  /** Newest version that a hint told since the turn began: most are of what the turn itself brings. */
  private hinted = 0
  private isStopped = true
  private failures = 0
  private nextUnpark = Number.NEGATIVE_INFINITY
  /** Rows that came along with hints and wait for the turn under way to end. */
  private brought: readonly CameAlong[] = []
  /** When a whole turn began last: rows that come along must not put it off for ever. */
  private lastTurnAt = Number.NEGATIVE_INFINITY
  private cancelTimer: () => void = () => undefined
  private reportStop: (stopped: EngineStopped) => void = () => undefined

  constructor(options: EngineOptions) {
    this.options = options
    const { replica, transport, clock, newDevice } = options
    const stopping = new Promise<never>((_, reject) => {
      this.reportStop = reject
    })
    stopping.catch(() => undefined)
    this.context = {
      replica,
      transport,
      clock,
      newDevice,
      stopping,
      onProgress: (progress) => this.tell({ activity: 'syncing', progress }),
      onExchange: () => this.tell({ lastExchangeAt: clock.now() })
    }
    this.live = createLiveLink({
      transport,
      clock,
      onHint: (version, came) => this.hint(version, came),
      place: () => this.place(),
      onLost: () => this.lost()
    })
  }

  start(): void {
    this.isStopped = false
    this.turn()
  }

  async stop(): Promise<void> {
    this.isStopped = true
    this.cancelTimer()
    this.live.close()
    this.reportStop(new EngineStopped('the engine stops'))
    await this.running
  }

  wake(): void {
    if (this.current.activity === 'offline' && !this.running) return
    this.turn()
  }

  async syncNow(): Promise<void> {
    this.turn()
    while (this.running) await this.running
  }

  state(): EngineState {
    return this.current
  }

  private hint(version: number, came?: CameAlong): void {
    this.hinted = Math.max(this.hinted, version)
    if (came) this.brought = [...this.brought.slice(-mostBrought), came]
    if (this.running || !(this.isBehind() || this.options.replica.meta().snapshot !== null)) return
    this.turn(false)
  }

  /** The next rows that came along and follow on what is here; what doesn't follow is dropped. */
  private nextBrought(): CameAlong | null {
    for (;;) {
      const [came, ...rest] = this.brought
      if (!came) return null
      this.brought = rest
      if (this.follows(came)) return came
    }
  }

  /** Rows that came along are taken where a pull would have brought just them; else they are fetched. [LIVE10] */
  private follows({ from, answer }: CameAlong): boolean {
    const { replica, clock } = this.options
    const place = this.place()
    if (place === null || place.epoch !== answer.epoch || answer.more || from > place.cursor || answer.cursor <= place.cursor) return false
    const sinceTurn = clock.now() - this.lastTurnAt
    return replica.waiting().length === 0 && sinceTurn >= 0 && sinceTurn < pauseMs.live
  }

  private place(): LivePlace | null {
    const { epoch, cursor, snapshot } = this.options.replica.meta()
    return epoch === null || snapshot !== null ? null : { epoch, cursor }
  }

  private isBehind(): boolean {
    return this.hinted > this.options.replica.meta().cursor
  }

  private lost(): void {
    if (!this.running && this.current.activity !== 'offline') this.schedule(withJitter(pauseMs.lost, this.options.clock))
  }

  /** `isWhole` false: where what is new came along already, nothing is asked. */
  private turn(isWhole = true): void {
    if (this.isStopped) return
    if (this.running) {
      this.isWanted = true
      return
    }
    this.cancelTimer()
    this.running = this.runTurns(isWhole).finally(() => {
      this.running = null
    })
  }

  private async runTurns(isWhole: boolean): Promise<void> {
    this.isWanted = isWhole
    do {
      const came = this.isWanted ? null : this.nextBrought()
      this.isWanted = false
      try {
        await (came ? this.take(came) : this.oneTurn())
        this.succeeded()
      } catch (error) {
        if (error instanceof EngineStopped || this.isStopped) return
        this.failed(problemOf(error))
        return
      }
    } while ((this.isWanted || this.isBehind()) && !this.isStopped)
  }

  private async oneTurn(): Promise<void> {
    const { clock, replica } = this.options
    this.lastTurnAt = clock.now()
    this.hinted = 0
    if (clock.now() >= this.nextUnpark || this.nextUnpark - clock.now() > 2 * unparkEveryMs) {
      await replica.unpark()
      this.nextUnpark = clock.now() + unparkEveryMs
    }
    await pullAll(this.context)
  }

  private async take({ answer }: CameAlong): Promise<void> {
    const { replica } = this.options
    await takeFeed(this.context, answer, replica.meta().cursor, 0)
    this.context.onExchange()
    // A client that was gained, or another role, is fetched; a parked command whose row came is sent.
    if (replica.meta().snapshot !== null || replica.waiting().length > 0) this.isWanted = true
  }

  private succeeded(): void {
    this.failures = 0
    this.tell({ activity: 'idle', problem: null, problemType: null, needsPerson: false, progress: null })
    if (this.isStopped) return
    this.live.ensure()
    this.schedule(withJitter(this.live.isOpen() ? pauseMs.live : pauseMs.polling, this.options.clock))
  }

  private failed(problem: SyncProblem): void {
    this.failures++
    const isPersons = needsPerson(problem)
    this.tell({
      activity: isPersons ? 'idle' : 'offline',
      problem: problemWords(problem),
      problemType: problem.type,
      needsPerson: isPersons,
      progress: null
    })
    this.isWanted = false
    this.brought = []
    this.live.close()
    if (problem.type === 'device-revoked') this.options.onRevoked?.(problem.rescue)
    this.schedule(isPersons ? withJitter(pauseMs.person, this.options.clock) : this.pauseAfter(problem))
  }

  private pauseAfter(problem: SyncProblem): number {
    const asked = problem.type === 'busy' ? (problem.retryAfterMs ?? 0) : 0
    return Math.max(Math.min(asked, 3_600_000), backoffMs(this.failures, this.options.clock))
  }

  private schedule(delayMs: number): void {
    this.cancelTimer()
    this.cancelTimer = this.options.clock.after(delayMs, () => this.turn())
  }

  private tell(change: Partial<EngineState>): void {
    const next = { ...this.current, ...change }
    if (JSON.stringify(next) === JSON.stringify(this.current)) return
    this.current = next
    this.options.onState?.()
  }
}
