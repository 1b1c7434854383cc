// What a client pays for work that is about to start, said before it starts: covered, drawn, billable or excluded, with the clause and the
// promise that follows. Kinds of work are told apart only where they are judged differently.

import type { Asset } from '#core/assets/asset.entity.ts'
import type { CoverageQuestion } from '#core/coverage/coverage-facts.ts'
import { targetMs } from '#core/sla/sla-terms.ts'
import type { Ticket } from '#core/tickets/ticket.entity.ts'
import { coverageWords as words } from '#core/words/coverage.ts'
import { workKinds } from '#core/work/time-entry.entity.ts'
import { useSharedQuery } from '#renderer/live/use-shared-query.ts'
import { LoadingState } from '#renderer/ui/LoadingState.tsx'
import { shortDuration } from '#renderer/ui/moments.ts'
import { useNow } from '#renderer/ui/RelativeTime.tsx'
import styles from './coverage.module.css'
import { judgedAlike } from './judged-alike.ts'
import { type ClientCoverage, useCoverage } from './use-coverage.ts'
import { Verdict } from './Verdict.tsx'

/** What the work is about. */
export interface CoveredWork {
  readonly clientId: string
  readonly siteId: string | null
  readonly assetIds: readonly string[]
  readonly kind: Ticket['kind']
  readonly category: string | null
  readonly priority: Ticket['priority']
}

export function CoverageCard({ work }: { work: CoveredWork }): React.JSX.Element {
  const book = useCoverage(work.clientId)
  const assets = useSharedQuery<Asset>(
    work.assetIds.length === 0 ? null : { entity: 'asset', where: [{ op: 'in', field: 'id', values: [...work.assetIds] }] }
  )
  return (
    <section className={styles['card']} aria-label={words.title}>
      {book === null || assets.loading ? <LoadingState lines={2} /> : <Verdicts work={work} book={book} assets={assets.rows} />}
    </section>
  )
}

interface VerdictsProps {
  readonly work: CoveredWork
  readonly book: ClientCoverage
  readonly assets: readonly Asset[]
}

function Verdicts({ work, book, assets }: VerdictsProps): React.JSX.Element {
  const at = useNow()
  const question: CoverageQuestion = {
    clientId: work.clientId,
    assets,
    siteId: work.siteId,
    zone: book.zoneOf(work.siteId),
    ticketKind: work.kind,
    workKind: null,
    service: work.category,
    at
  }
  return (
    <>
      {judgedAlike(book, question).map((kinds) => (
        <Verdict
          key={kinds.join(' ')}
          book={book}
          question={{ ...question, workKind: kinds[0] ?? null }}
          label={kinds.length === workKinds.length ? undefined : kinds.map((kind) => words.kinds[kind]).join(', ')}
        />
      ))}
      <Promised book={book} question={question} priority={work.priority} />
    </>
  )
}

interface PromisedProps {
  readonly book: ClientCoverage
  readonly question: CoverageQuestion
  readonly priority: Ticket['priority']
}

function Promised({ book, question, priority }: PromisedProps): React.JSX.Element {
  const found = book.coverage.slaPolicyOf(question)
  const terms = found === null ? null : book.sla.termsAt(found.policyId, question.zone)
  if (found === null || terms === null) return <span className={styles['quiet']}>{words.noPromise}</span>
  const first = targetMs(terms, 'first-response', priority)
  const resolution = targetMs(terms, 'resolution', priority)
  const targets = [
    ...(first === null ? [] : [words.firstResponse(shortDuration(first / 60_000))]),
    ...(resolution === null ? [] : [words.resolution(shortDuration(resolution / 60_000))])
  ]
  const name = book.nameOf(found.policyId)
  return <span className={styles['quiet']}>{targets.length === 0 ? words.noTarget(name) : words.promised(name, targets.join(', '))}</span>
}
