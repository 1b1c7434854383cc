// The regions whose public holidays a calendar may close, as choices of a form.

import { calendarWords as words } from '#core/words/rooms-terms.ts'

export function holidayRegions(): readonly { readonly value: string; readonly label: string }[] {
  return [{ value: '', label: words.noRegion }]
}
