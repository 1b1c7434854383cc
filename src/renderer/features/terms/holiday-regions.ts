// The regions whose public holidays a calendar may close, as choices of a form: countries, each followed by its parts.

import { holidayRegions as knownRegions } from '#core/sla/public-holidays.ts'
import { calendarWords as words } from '#core/words/rooms-terms.ts'

export function holidayRegions(): readonly { readonly value: string; readonly label: string }[] {
  const regions = knownRegions()
  const names = new Map(regions.map(({ code, name }) => [code, name]))
  const labelOf = (code: string, name: string): string => (code.includes('-') ? `${names.get(code.slice(0, 2)) ?? ''} · ${name}` : name)
  return [
    { value: '', label: words.noRegion },
    ...regions.map(({ code, name }) => ({ value: code, label: labelOf(code, name) })).toSorted((a, b) => a.label.localeCompare(b.label))
  ]
}
