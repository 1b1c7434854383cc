// Density of this window's look, kept on this device only. (Light and dark are kept by Mantine's own manager.)

import { create } from 'zustand'

export const densities = ['comfortable', 'compact'] as const
export type Density = (typeof densities)[number]

const key = 'fixpoint.density'

interface Appearance {
  readonly density: Density
  readonly setDensity: (density: Density) => void
}

export const useAppearance = create<Appearance>((set) => ({
  density: readDensity(),
  setDensity: (density) => {
    document.documentElement.dataset['density'] = density
    localStorage.setItem(key, density)
    set({ density })
  }
}))

/** Height of a list row in pixels; the same number stands in tokens.css as --fx-row. */
export function useRowHeight(): number {
  return useAppearance((state) => state.density) === 'compact' ? 32 : 44
}

function readDensity(): Density {
  const kept = localStorage.getItem(key) === 'compact' ? 'compact' : 'comfortable'
  document.documentElement.dataset['density'] = kept
  return kept
}
