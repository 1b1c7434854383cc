// Puts the design system around a window: theme, both colour schemes, toasts. Tests pass `test` to switch motion off.

import '@mantine/core/styles.css'
import '@mantine/dates/styles.css'
import '@mantine/notifications/styles.css'
import '@fontsource-variable/inter/index.css'
import './tokens.css'
import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import type { ReactNode } from 'react'
import { resolveVariables, theme } from './theme.ts'

export function UiRoot({ children, test = false }: { children: ReactNode; test?: boolean }): React.JSX.Element {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={resolveVariables} defaultColorScheme="auto" env={test ? 'test' : 'default'}>
      <Notifications position="top-center" limit={4} autoClose={8000} />
      {children}
    </MantineProvider>
  )
}
