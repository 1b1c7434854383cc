// A made-up incident log of the form in which ServiceNow writes it, from a seed: several rows per incident, times day first and unpadded,
// `?` for nothing, doubled blanks, back-filled resolutions, an SLA flag that only the closing row can miss, now and then a state of -100.

export interface IncidentLogFile {
  readonly text: string
  readonly incidents: number
  readonly rows: number
}

const columns =
  'number,incident_state,active,reassignment_count,reopen_count,sys_mod_count,made_sla,caller_id,opened_by,opened_at,sys_created_by,sys_created_at,sys_updated_by,sys_updated_at,contact_type,location,category,subcategory,u_symptom,cmdb_ci,impact,urgency,priority,assignment_group,assigned_to,knowledge,u_priority_confirmation,notify,problem_id,rfc,vendor,caused_by,closed_code,resolved_by,resolved_at,closed_at'

/** Writes `incidents` incidents with about 5.7 rows each. */
export function makeIncidentLog(incidents: number, seed = 1): IncidentLogFile {
  const chance = mulberry(seed)
  const pick = (count: number): number => 1 + Math.floor(chance() * count)
  const lines = [columns]
  for (let place = 0; place < incidents; place += 1) lines.push(...incidentLines(place, chance, pick))
  return { text: `${lines.join('\r\n')}\r\n`, incidents, rows: lines.length - 1 }
}

function incidentLines(place: number, chance: () => number, pick: (count: number) => number): string[] {
  const opened = Date.UTC(2016, 1, 29, 1, 16) + place * 9 * 60_000
  const steps = 3 + Math.floor(chance() * chance() * 12.6)
  const times = Array.from({ length: steps }, (_, step) => opened + (7 + step * pick(600)) * 60_000).sort((a, b) => a - b)
  const number = `INC${String(place + 45).padStart(7, '0')}`
  const { caller, middle, end } = fixedParts(opened, times, chance, pick)
  const missed = chance() < 0.36
  let group = pick(75)
  let moves = 0
  return times.map((at, step) => {
    const closing = step === steps - 1
    if (step > 0 && chance() < 0.2) {
      group = pick(75)
      moves += 1
    }
    const head = [number, stateAt(step, steps, chance, pick), !closing, moves, 0, step, !(closing && missed)].join(',')
    const owner = chance() < 0.3 ? '?' : `Resolver ${pick(230)}`
    return `${head},${caller},Updated by ${pick(900)},${moment(at)},${middle},Group ${group},${owner},${end}`
  })
}

/** What every row of an incident repeats. */
function fixedParts(opened: number, times: readonly number[], chance: () => number, pick: (count: number) => number) {
  const openedBy = chance() < 0.1 ? '?' : `Opened by  ${pick(180)}`
  const symptom = chance() < 0.3 ? '?' : `Symptom ${pick(600)}`
  const impact = ['1 - High', '2 - Medium', '2 - Medium', '2 - Medium', '3 - Low'][pick(5) - 1] ?? ''
  const resolved = moment(times.at(-2) ?? opened)
  const closed = moment(times.at(-1) ?? opened)
  return {
    caller: `Caller ${pick(5600)},${openedBy},${moment(opened)},Created by ${pick(80)},${moment(opened)}`,
    middle: `Phone,Location ${pick(220)},Category ${pick(55)},Subcategory ${pick(300)},${symptom},?,${impact},2 - Medium,3 - Moderate`,
    end: `true,false,Do Not Notify,?,?,?,?,code ${pick(17)},Resolved by ${pick(230)},${resolved},${closed}`
  }
}

function stateAt(step: number, steps: number, chance: () => number, pick: (count: number) => number): string {
  if (step === steps - 1) return 'Closed'
  if (step === steps - 2) return 'Resolved'
  if (step === 0) return 'New'
  return chance() < 0.001 ? '-100' : (['Active', 'Awaiting User Info', 'Active'][pick(3) - 1] ?? 'Active')
}

function moment(at: number): string {
  const date = new Date(at)
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${date.getUTCDate()}/${date.getUTCMonth() + 1}/${date.getUTCFullYear()} ${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`
}

function mulberry(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let value = Math.imul(state ^ (state >>> 15), 1 | state)
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value
    return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296
  }
}
