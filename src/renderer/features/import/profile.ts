// Answers that are kept for the next file of the same form, found again by its columns.

import type { DateOrder } from '#core/imports/dates.ts'
import { dateOrders } from '#core/imports/dates.ts'
import { keepMapping } from '#core/imports/mapping.ts'
import { type ImportTarget, importTargets } from '#core/imports/targets.ts'
import type { ImportProfile } from '#core/organisation/import-profile.entity.ts'
import { importTargetWords } from '#core/words/rooms-import.ts'
import type { Questions } from './import-state.ts'

/** A profile whose target this program knows. */
export type FittingProfile = Omit<ImportProfile, 'target'> & { readonly target: ImportTarget }

/** The newest profile with the same columns, in whatever order they stand. */
export function fittingProfile(profiles: readonly ImportProfile[], header: readonly string[]): FittingProfile | null {
  const columns = [...header].sort().join('\n')
  const fitting = profiles.filter((profile) => isTarget(profile.target) && [...profile.headers].sort().join('\n') === columns)
  const newest = fitting.toSorted((a, b) => b.updatedAt - a.updatedAt)[0]
  return newest === undefined || !isTarget(newest.target) ? null : { ...newest, target: newest.target }
}

/** Answers that a profile kept. The client is asked anew each time: it is what goes wrong most. */
export function settingsOf(profile: FittingProfile | null): Partial<Questions> {
  const { zone, source, order } = profile?.settings ?? {}
  return {
    ...(typeof zone === 'string' ? { zone } : {}),
    ...(typeof source === 'string' ? { source } : {}),
    ...(isOrder(order) ? { order } : {})
  }
}

/** Input of the command that keeps the answers. */
export function profileInput(id: string | null, header: readonly string[], questions: Questions): Readonly<Record<string, unknown>> {
  const { target, zone, source, order } = questions
  return {
    ...(id === null ? {} : { id }),
    name: `${importTargetWords[target]} · ${source}`,
    target,
    headers: header,
    mapping: keepMapping(header, questions.mapping),
    settings: { zone, source, ...(order === null ? {} : { order }) }
  }
}

function isTarget(name: string): name is ImportTarget {
  return importTargets.some((target) => target === name)
}

function isOrder(value: unknown): value is DateOrder {
  return dateOrders.some((order) => order === value)
}
