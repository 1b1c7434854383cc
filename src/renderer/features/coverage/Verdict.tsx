// One verdict: the word, its sentence, and behind the sentence the steps.

import type { CoverageQuestion } from '#core/coverage/coverage-facts.ts'
import { coverageSentence, coverageStepWords, coverageWords as words } from '#core/words/coverage.ts'
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

export function Verdict({ book, question, label, bare = false }: VerdictProps): React.JSX.Element {
  const formats = coverageFormats(book)
  const verdict = book.coverage.verdict(question)
  const sentence = coverageSentence(verdict, formats)
  const chip = <StatusChip tone={verdictTones[verdict.type]} label={verdictWords[verdict.type]} />
  const steps = () => book.coverage.explain(question).steps.map((step) => coverageStepWords(step, formats))
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
    </div>
  )
}
