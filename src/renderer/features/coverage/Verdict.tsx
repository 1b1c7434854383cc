// One verdict: the word, its sentence, and behind the sentence the steps.

import type { CoverageQuestion } from '#core/coverage/coverage-facts.ts'
import { type CoverageFormats, coverageSentence, coverageStepWords, coverageWords as words } from '#core/words/coverage.ts'
import { verdictWords } from '#core/words/rooms-contracts.ts'
import { Explanation } from '#renderer/ui/Explanation.tsx'
import { StatusChip } from '#renderer/ui/StatusChip.tsx'
import { coverageFormats } from './coverage-formats.ts'
import styles from './coverage.module.css'
import type { ClientCoverage } from './use-coverage.ts'
import { verdictTones } from './verdict-tones.ts'

interface VerdictProps {
  readonly book: ClientCoverage
  readonly question: CoverageQuestion
  /** What kind of work it is about, where that makes a difference. */
  readonly label?: string | undefined
  /** The chip alone, which opens the steps: for tables. */
  readonly bare?: boolean
}

/** How long before the end or beginning of cover it is said, milliseconds. */
const ahead = 12 * 3_600_000

export function Verdict({ book, question, label, bare = false }: VerdictProps): React.JSX.Element {
  const formats = coverageFormats(book)
  const verdict = book.coverage.verdict(question)
  const sentence = coverageSentence(verdict, formats)
  const chip = <StatusChip tone={verdictTones[verdict.type]} label={verdictWords[verdict.type]} />
  const steps = () => book.coverage.explain(question).steps.map((step) => coverageStepWords(step, formats))
  const next = bare ? null : nextSentence(book, question, formats)
  if (bare)
    return (
      <Explanation title={words.why} steps={steps} conclusion={sentence} plain>
        {chip}
      </Explanation>
    )
  return (
    <div className={styles['verdict']}>
      <span className={styles['verdictHead']}>
        {label !== undefined && <span className={styles['label']}>{label}</span>}
        {chip}
        <Explanation title={words.why} steps={steps} conclusion={sentence} />
      </span>
      <span className={styles['sentence']}>{sentence}</span>
      {next !== null && <span className={styles['quiet']}>{next}</span>}
    </div>
  )
}

/** What holds when hours of cover end or begin while the work may still go on; null where nothing changes soon. */
function nextSentence({ coverage }: ClientCoverage, question: CoverageQuestion, formats: CoverageFormats): string | null {
  const now = coverage.verdict(question)
  for (const at of coverage.hourTurns(question, question.at + ahead)) {
    const then = coverage.verdict({ ...question, at, date: now.date })
    if (then.type !== now.type || then.clauseId !== now.clauseId)
      return words.fromThen(formats.time(at, question.zone), coverageSentence(then, formats))
  }
  return null
}
