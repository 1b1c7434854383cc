// Puts the design system around a window: theme, both colour schemes, toasts. Tests pass `test` to switch motion off.

// The tokens come first: their layer lies under the library's, and the library's under what rooms say, in whatever order pieces are fetched.
import './tokens.css'
import './library-styles.ts'
import '@fontsource-variable/inter/index.css'
import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import type { ReactNode } from 'react'
import { resolveVariables, theme } from './theme.ts'

export function UiRoot({ children, test = false }: { children: ReactNode; test?: boolean }): React.JSX.Element {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={resolveVariables} defaultColorScheme="auto" env={test ? 'test' : 'default'}>
      <Notifications position="top-center" limit={3} autoClose={8000} />
      {children}
    </MantineProvider>
  )
}
