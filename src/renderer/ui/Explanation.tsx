// The steps behind a figure, a deadline or a verdict: a button that says what it explains and opens the arithmetic, in order.
// Rooms hand in the steps as words; this piece knows none of the business.

import { Popover, UnstyledButton } from '@mantine/core'
import { IconInfoCircle } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { uiWords } from '#core/words/rooms-ui.ts'
import styles from './Explanation.module.css'

/** One step of an explanation. */
export interface ExplanationStep {
  /** What was looked at or counted. */
  readonly text: string
  /** Quiet second line: the clause, the rule, the dates. */
  readonly note?: string | undefined
  /** What came of it: a duration, an amount, a moment. */
  readonly value?: string | undefined
  /** The step from which the answer follows: a sum, the clause that decided. */
  readonly decisive?: boolean | undefined
}

interface ExplanationProps {
  /** What is explained: the title over the steps, and the button's name for those who don't see what it stands beside. */
  readonly title: string
  /** In order. Given as a function they are put into words only when they are opened. */
  readonly steps: readonly ExplanationStep[] | (() => readonly ExplanationStep[])
  /** What the button shows; left out, it asks "Why?". */
  readonly children?: ReactNode
  /** The answer in one sentence, under the steps. */
  readonly conclusion?: ReactNode
  /** Without underline and sign: where many stand in a table and each looks like a button already. */
  readonly plain?: boolean
}

export function Explanation({ title, steps, children, conclusion, plain = false }: ExplanationProps): React.JSX.Element {
  const [opened, setOpened] = useState(false)
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" trapFocus returnFocus width={400} shadow="md" withRoles={false}>
      <Popover.Target>
        <UnstyledButton
          className={styles['button']}
          data-plain={plain}
          aria-label={children === undefined ? `${uiWords.why} ${title}` : undefined}
          title={title}
          aria-haspopup="dialog"
          aria-expanded={opened}
          onClick={() => setOpened(!opened)}
        >
          {children ?? uiWords.why}
          {!plain && <IconInfoCircle size={14} aria-hidden className={styles['sign']} />}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown p={16} role="dialog" aria-label={title}>
        {opened && (
          <>
            <p className={styles['title']}>{title}</p>
            <ExplanationSteps label={title} steps={typeof steps === 'function' ? steps() : steps} />
            {conclusion !== undefined && <p className={styles['conclusion']}>{conclusion}</p>}
          </>
        )}
      </Popover.Dropdown>
    </Popover>
  )
}

/** The steps where there is room for them. They scroll, so they can be reached with the keyboard. */
function ExplanationSteps({ label, steps }: { label: string; steps: readonly ExplanationStep[] }): React.JSX.Element {
  return (
    <div role="region" aria-label={label} tabIndex={0} className={styles['scroll']}>
      {steps.length === 0 && <p className={styles['note']}>{uiWords.noSteps}</p>}
      <ol className={styles['steps']}>
        {steps.map((step, place) => (
          <li key={place} className={styles['step']} data-decisive={step.decisive === true}>
            <span className={styles['text']}>
              {step.text}
              {step.note !== undefined && <span className={styles['note']}>{step.note}</span>}
            </span>
            {step.value !== undefined && (
              <span className={styles['value']} data-figures>
                {step.value}
              </span>
            )}
          </li>
        ))}
      </ol>
    </div>
  )
}
