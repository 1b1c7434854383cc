// How the screen writes what coverage and clocks explain themselves with.

import type { CoverageFormats } from '#core/words/coverage.ts'
import { moneyWords } from '#renderer/features/records/index.ts'
import { calendarDateWords, fullMoment } from '#renderer/ui/moments.ts'
import type { ClientCoverage } from './use-coverage.ts'

export function coverageFormats({ nameOf }: Pick<ClientCoverage, 'nameOf'>): CoverageFormats {
  return { money: moneyWords, date: calendarDateWords, time: fullMoment, name: nameOf }
}
