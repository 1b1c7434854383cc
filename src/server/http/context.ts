// What routes work with; main.ts puts it together, tests put it together with their own parts.

import type { FastifyBaseLogger } from 'fastify'
import type { Id } from '#core/kernel/ids.ts'
import type { AttachmentParts } from '../attachments/attachment-access.ts'
import type { RescueService } from '../auth/rescue.ts'
import type { SessionService } from '../auth/session-service.ts'
import type { PullService } from '../sync/pull-service.ts'
import type { PushService } from '../sync/push-service.ts'
import type { Gauges } from './metrics.ts'
import type { VersionFeed } from './version-feed.ts'

/** Requests a minute. */
export interface RateLimits {
  readonly perAddress: number
  readonly signInPerAddress: number
  readonly perDevice: number
}

/** Limits that fit an office behind one address. */
export const defaultLimits: RateLimits = { perAddress: 60_000, signInPerAddress: 600, perDevice: 6000 }

/** One person of the sample, for the account switcher. */
export interface SamplePerson {
  readonly personId: Id
  readonly name: string
  readonly email: string
  readonly role: string
}

/** Everything that routes need. */
export interface ServerContext {
  readonly log: FastifyBaseLogger
  readonly sessions: SessionService
  readonly rescue: RescueService
  readonly push: PushService
  readonly pull: PullService
  readonly versions: VersionFeed
  readonly attachments: AttachmentParts
  /** Origins that may call from a browser. */
  readonly origins: readonly string[]
  /** Addresses and networks of proxies that may say for whom they ask: rates count by that address. */
  readonly trustedProxies: readonly string[]
  readonly limits: RateLimits
  /** Oldest protocol that is still spoken; older apps keep working on their devices and say that they must be updated. */
  readonly oldestProtocol: number
  /** Folder of the built client, null: only the API. */
  readonly clientFolder: string | null
  /** People of the sample and their password; null outside of sample mode. */
  readonly sample: (() => Promise<readonly SamplePerson[]>) | null
  newestVersion(organisationId: Id): Promise<number>
  /** Who has it reads the counts from elsewhere; null: only this machine does. */
  readonly metricsToken: string | null
  readonly gauges: Gauges
  /** Answers the health end point; rejects when the database is away. */
  health(): Promise<{ readonly status: 'ok'; readonly protocol: number }>
}
