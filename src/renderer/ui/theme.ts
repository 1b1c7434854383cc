// The one theme: an 8-point grid, one accent, semantic tones in tokens.css. Colours that carry meaning never stand alone.

import { uiWords } from '#core/words/rooms-ui.ts'
import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core'

const petrol: MantineColorsTuple = [
  '#e7f5f4',
  '#d2e9e7',
  '#a6d3cf',
  '#76bcb6',
  '#4fa9a2',
  '#37a098',
  '#1d857e',
  '#0e6d67',
  '#095955',
  '#064340'
]

/** The greys of the dark scheme, tinted like its surfaces. */
const dark: MantineColorsTuple = [
  '#cfd7db',
  '#b3bec4',
  '#8b99a1',
  '#66747c',
  '#3b474e',
  '#2c363b',
  '#20282c',
  '#171c1f',
  '#12171a',
  '#0d1113'
]

/** The quiet variant of the accent. */
const quietAccent = {
  '--mantine-color-petrol-light': 'var(--fx-tone-active-ground)',
  '--mantine-color-petrol-light-hover': 'var(--fx-selected)',
  '--mantine-color-petrol-light-color': 'var(--fx-tone-active)'
}

/** The list of choices scrolls by itself: a scroll area around it would be a place that the keyboard can't reach. */
const choices = { defaultProps: { withScrollArea: false }, styles: { options: { maxHeight: 240, overflowY: 'auto' } } } as const

/** Keys mean the room again as soon as a dialog was left: none that is on its way out may swallow them. */
const goneAtOnce = { duration: 0 } as const

export const theme = createTheme({
  primaryColor: 'petrol',
  colors: { petrol, dark },
  primaryShade: 7,
  autoContrast: true,
  // Where white and black text have the same contrast: whichever is taken then reaches 4.5:1.
  luminanceThreshold: 0.179,
  fontFamily: "'Inter Variable', system-ui, -apple-system, 'Segoe UI', sans-serif",
  fontFamilyMonospace: "ui-monospace, 'Cascadia Code', 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace",
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.5rem', xl: '2rem' },
  defaultRadius: 'sm',
  radius: { xs: '3px', sm: '6px', md: '8px', lg: '12px', xl: '16px' },
  headings: {
    fontWeight: '620',
    sizes: {
      h1: { fontSize: '1.25rem', lineHeight: '1.75rem' },
      h2: { fontSize: '1rem', lineHeight: '1.5rem' },
      h3: { fontSize: '0.875rem', lineHeight: '1.25rem' }
    }
  },
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusRing: 'auto',
  components: {
    Select: choices,
    TagsInput: choices,
    ModalRoot: { defaultProps: { transitionProps: goneAtOnce } },
    Modal: {
      defaultProps: { closeButtonProps: { 'aria-label': uiWords.close }, transitionProps: goneAtOnce },
      styles: { title: { fontSize: '1rem', fontWeight: 620 } }
    }
  }
})

/** Surfaces and text of both schemes; everything else of the look stands in tokens.css. */
export const resolveVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    ...quietAccent,
    '--mantine-color-body': '#ffffff',
    '--mantine-color-text': '#1a2226',
    '--mantine-color-dimmed': '#566269',
    '--mantine-color-placeholder': '#66727a',
    '--mantine-color-default-border': '#d5dbde',
    '--mantine-color-error': '#b3261e',
    '--mantine-color-anchor': '#0e6d67'
  },
  dark: {
    ...quietAccent,
    '--mantine-color-body': '#171c1f',
    '--mantine-color-text': '#e5eaec',
    '--mantine-color-dimmed': '#9dabb3',
    '--mantine-color-placeholder': '#8b99a1',
    '--mantine-color-default': '#1f262a',
    '--mantine-color-default-hover': '#283136',
    '--mantine-color-default-border': '#374249',
    '--mantine-color-error': '#ff9c93',
    '--mantine-color-anchor': '#76bcb6'
  }
})
