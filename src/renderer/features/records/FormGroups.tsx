// The questions of a form under their headings. A folded group takes one line until it is asked for; what is filled in or wrong is never hidden.

import { UnstyledButton } from '@mantine/core'
import { IconChevronRight } from '@tabler/icons-react'
import { Fragment, type ReactNode, useId, useState } from 'react'
import type { FormFieldSpec, Problems, Typed } from './form-spec.ts'
import styles from './records.module.css'

interface FormGroupsProps {
  readonly fields: readonly FormFieldSpec[]
  readonly typed: Typed
  readonly problems: Problems
  readonly children: (field: FormFieldSpec, isFirst: boolean) => ReactNode
}

export function FormGroups({ fields, typed, problems, children }: FormGroupsProps): React.JSX.Element {
  return (
    <>
      {groupsOf(fields).map((own) => {
        const [head] = own
        const controls = (): ReactNode[] => own.map((field) => children(field, field === fields[0]))
        if (head?.folded !== true)
          return (
            <Fragment key={head?.name}>
              {head?.group !== undefined && <h3 className={styles['group']}>{head.group}</h3>}
              {controls()}
            </Fragment>
          )
        return (
          <Folded
            key={head.name}
            title={head.group ?? ''}
            isWrong={own.some(({ name }) => problems[name] !== undefined)}
            isFilled={own.some(({ name }) => isFilled(typed[name]))}
          >
            {controls}
          </Folded>
        )
      })}
    </>
  )
}

interface FoldedProps {
  readonly title: string
  readonly isWrong: boolean
  readonly isFilled: boolean
  readonly children: () => ReactNode
}

function Folded({ title, isWrong, isFilled: startsOpen, children }: FoldedProps): React.JSX.Element {
  const [asked, setAsked] = useState(startsOpen)
  const id = useId()
  const isOpen = asked || isWrong
  return (
    <>
      <h3 className={styles['group']}>
        <UnstyledButton className={styles['fold'] ?? ''} aria-expanded={isOpen} aria-controls={id} onClick={() => setAsked(!isOpen)}>
          <IconChevronRight size={14} aria-hidden className={styles['foldSign'] ?? ''} />
          {title}
        </UnstyledButton>
      </h3>
      <div id={id} hidden={!isOpen} className={styles['folded']}>
        {isOpen && children()}
      </div>
    </>
  )
}

/** Fields with the heading that they stand under. */
function groupsOf(fields: readonly FormFieldSpec[]): readonly (readonly FormFieldSpec[])[] {
  const groups: FormFieldSpec[][] = []
  for (const field of fields) {
    const last = groups.at(-1)
    if (last === undefined || field.group !== undefined) groups.push([field])
    else last.push(field)
  }
  return groups
}

function isFilled(value: unknown): boolean {
  if (value === null || value === undefined || value === '' || value === false) return false
  return typeof value !== 'object' || Object.values(value).some(isFilled)
}
