// One labelled row of a form: label, control, hint and the problem said in words under it.

import { Input } from '@mantine/core'
import type { ReactNode } from 'react'

interface FormFieldProps {
  readonly label: string
  readonly required?: boolean
  readonly hint?: ReactNode
  readonly problem?: ReactNode
  readonly children: ReactNode
}

export function FormField({ label, required = false, hint, problem, children }: FormFieldProps): React.JSX.Element {
  return (
    <Input.Wrapper
      label={label}
      required={required}
      description={hint}
      error={problem}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
    >
      {children}
    </Input.Wrapper>
  )
}
