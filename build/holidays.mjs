// Writes src/core/sla/holiday-table.ts: public holidays by region as short rules, worked out from the package date-holidays, which is too
// large to ship. Only holidays of type `public` close a calendar. Run it after an update of that package: `node build/holidays.mjs`.

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Holidays from 'date-holidays'

const [firstYear, lastYear] = [2015, 2045]
const years = Array.from({ length: lastYear - firstYear + 1 }, (_, index) => firstYear + index)

/** Countries, and those of which the regions have holidays of their own that customers ask for. */
const countries =
  'AT AU BE BG CA CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IS IT LI LT LU LV MT NL NO NZ PL PT RO SE SI SK US ZA BR MX AR CL CO JP SG IN'
const withRegions = new Set(['AT', 'AU', 'CA', 'CH', 'DE', 'ES', 'GB', 'NZ', 'US'])

const dayMs = 86_400_000
const byText = (a, b) => (a < b ? -1 : a > b ? 1 : 0)
const utc = (date) => Date.parse(`${date}T00:00:00Z`)
const monthDay = (date) => date.slice(5)

function easter(year) {
  const a = year % 19
  const [b, c] = [Math.floor(year / 100), year % 100]
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const n = h + l - 7 * m + 114
  return Date.UTC(year, Math.floor(n / 31) - 1, (n % 31) + 1)
}

function orthodoxEaster(year) {
  const d = (19 * (year % 19) + 15) % 30
  const e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
  const n = d + e + 114
  return Date.UTC(year, Math.floor(n / 31) - 1, (n % 31) + 1) + 13 * dayMs
}

/** How a date may be written so that it says the same of other years; the most lasting first. */
const forms = [
  (date) => monthDay(date),
  (date) => `E${(utc(date) - easter(Number(date.slice(0, 4)))) / dayMs}`,
  (date) => `O${(utc(date) - orthodoxEaster(Number(date.slice(0, 4)))) / dayMs}`,
  (date) => `${date.slice(5, 7)}/${new Date(utc(date)).getUTCDay()}/${Math.ceil(Number(date.slice(8)) / 7)}`,
  (date) => {
    const last = new Date(Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)), 0)).getUTCDate()
    return Number(date.slice(8)) > last - 7 ? `${date.slice(5, 7)}/${new Date(utc(date)).getUTCDay()}/L` : null
  }
]

/** The shortest rules that give exactly these dates: rules of many years first, the rest date by date. */
function rulesOf(dates) {
  let left = dates
  const rules = []
  for (const form of forms) {
    const groups = Map.groupBy(left, form)
    for (const [rule, members] of groups) {
      if (rule === null || members.length < 5) continue
      const from = Number(members[0].slice(0, 4))
      const to = Number(members.at(-1).slice(0, 4))
      if (members.length !== to - from + 1) continue
      const since = from === firstYear ? '' : String(from)
      const until = to === lastYear ? '' : String(to)
      rules.push(since === '' && until === '' ? rule : `${String(rule)}[${since}-${until}]`)
      left = left.filter((date) => !members.includes(date))
    }
  }
  return [...rules, ...left.map((date) => date.replaceAll('-', ''))]
}

function tableOf(...region) {
  const calendar = new Holidays(...region)
  const datesByName = new Map()
  for (const year of years)
    for (const holiday of calendar.getHolidays(year) ?? []) {
      if (holiday.type !== 'public') continue
      const days = Math.max(1, Math.round((holiday.end - holiday.start) / dayMs))
      for (let day = 0; day < days; day += 1) {
        const date = new Date(utc(holiday.date.slice(0, 10)) + day * dayMs).toISOString().slice(0, 10)
        const known = datesByName.get(holiday.name) ?? []
        if (!known.includes(date)) datesByName.set(holiday.name, [...known, date].toSorted(byText))
      }
    }
  return [...datesByName].map(([name, dates]) => `${name.replaceAll(/[;=]/g, ',')}=${rulesOf(dates).join(' ')}`).toSorted(byText)
}

const all = new Holidays()
const rows = []
for (const country of countries.split(' ').toSorted(byText)) {
  const own = tableOf(country)
  rows.push([country, all.getCountries('en')[country], own])
  if (!withRegions.has(country)) continue
  for (const [state, name] of Object.entries(all.getStates(country, 'en') ?? {}).toSorted(([a], [b]) => byText(a, b))) {
    const entries = tableOf(country, state)
    rows.push([`${country}-${state}`, name, entries])
  }
}

// Entries that regions share are written once and named by their place.
const shared = [...new Set(rows.flatMap(([, , entries]) => entries))].toSorted(byText)
const place = new Map(shared.map((entry, index) => [entry, index.toString(36)]))
const text = (value) => `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
const lines = rows.map(([code, name, entries]) => text(`${code}|${name}|${entries.map((entry) => place.get(entry)).join(' ')}`))
const chunk = (items, size) => Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, at * size + size))
const asRows = (items, size) =>
  chunk(items, size)
    .map((part) => `  ${text(part.join(';'))}`)
    .join(',\n')

const file = `// Public holidays by region, written by build/holidays.mjs from the package date-holidays (CC BY-SA 3.0 data, ISC code). Not edited by hand.
// Entries are \`name=rules\`; how rules are read stands in public-holidays.ts. Regions name their entries by place, in base 36.

/** First and last year of dates that follow no rule. */
export const tableYears = [${firstYear}, ${lastYear}] as const

/** Entries, several to a text, parted by semicolons. */
export const holidayEntries: readonly string[] = [
${asRows(shared, 16)}
]

/** Regions: \`code|name|places\`. */
export const holidayRegionRows: readonly string[] = [
${lines.map((line) => `  ${line}`).join(',\n')}
]
`
writeFileSync(join(import.meta.dirname, '../src/core/sla/holiday-table.ts'), file)
console.log(`${rows.length} regions, ${shared.length} entries, ${Math.round(file.length / 1024)} KiB`)
