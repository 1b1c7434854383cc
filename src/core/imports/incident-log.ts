// ServiceNow's incident log: many rows per incident, each what the incident was after one change. All rows of an incident become one
// ticket with one event per row. Steps are ordered by their time, those of one minute by
// the source's count of changes, then by the order of the file.

import type { CsvRow } from './csv.ts'
import { createInstantReader } from './dates.ts'
import { buildTicketFields, strangeCells } from './incident-fields.ts'
import { eventOfStep, type SourceStep, stateOf } from './incident-steps.ts'
import type { ImportAnswers, PlanContext, Planner, PlannedCall, PlanStep } from './plan.ts'
import { type ImportProblem, problemAt } from './problem.ts'
import { createResolver, keySource, type Resolver } from './resolve.ts'
import { countIn, isMissing } from './values.ts'

const mostSteps = 2000

/** Makes the planner of an incident log. An incident is planned with its last row, so the context must know the last lines. */
export function createIncidentPlanner(answers: ImportAnswers, context: PlanContext): Planner {
  const open = new Map<string, { steps: SourceStep[]; problems: ImportProblem[] }>()
  const readTime = createInstantReader(answers.order, answers.zone)
  const resolver = createResolver(answers, context.directory)
  const columns = new Map(Object.entries(answers.mapping))
  return {
    add(row) {
      const number = row.cells[columns.get('number') ?? -1]?.trim() ?? ''
      if (isMissing(number)) return { calls: [], problems: [problemAt(row.line, headerOf(context, columns, 'number'), number, 'missing')] }
      const incident = open.get(number) ?? { steps: [], problems: [] }
      open.set(number, incident)
      const step = readStep(row, { columns, context, readTime })
      if ('reason' in step) incident.problems.push(step)
      else {
        if (step.status === null) incident.problems.push(stateNote(step, context, columns))
        incident.steps.push(step)
      }
      if (row.line < (context.lastLines.get(number) ?? row.line)) return { calls: [], problems: [] }
      open.delete(number)
      return planIncident(number, incident, { answers, context, columns, resolver, readTime, line: row.line })
    }
  }
}

interface StepReading {
  readonly columns: ReadonlyMap<string, number>
  readonly context: PlanContext
  readonly readTime: ReturnType<typeof createInstantReader>
}

function readStep(row: CsvRow, { columns, context, readTime }: StepReading): SourceStep | ImportProblem {
  const cell = (key: string): string => {
    const text = row.cells[columns.get(key) ?? -1] ?? ''
    return isMissing(text) ? '' : text.trim()
  }
  const at = readTime(cell('sys_updated_at'))
  const column = headerOf(context, columns, 'sys_updated_at')
  if (typeof at === 'string') return problemAt(row.line, column, row.cells[columns.get('sys_updated_at') ?? -1] ?? '', at)
  const broken = [...columns.keys()].find((key) => !isStorable(cell(key)))
  if (broken !== undefined) return problemAt(row.line, headerOf(context, columns, broken), '', 'not-storable')
  return { line: row.line, at, status: stateOf(cell('incident_state')), cell }
}

interface IncidentPlan extends StepReading {
  readonly answers: ImportAnswers
  readonly resolver: Resolver
  readonly line: number
}

function planIncident(number: string, incident: { steps: SourceStep[]; problems: ImportProblem[] }, plan: IncidentPlan): PlanStep {
  const { problems } = incident
  const steps = incident.steps.toSorted((a, b) => a.at - b.at || changesAt(a) - changesAt(b))
  const last = steps.at(-1)
  if (last === undefined) return { calls: [], problems }
  if (steps.length > mostSteps) return { calls: [], problems: [...problems, problemAt(plan.line, '', number, 'too-many-steps')] }
  const found = plan.resolver.client(last.cell('client') === '' ? null : last.cell('client'), last.line)
  const column = headerOf(plan.context, plan.columns, 'client')
  if (!found.ok) return { calls: [], problems: [...problems, problemAt(last.line, column, last.cell('client'), found.reason)] }
  for (const { line, column: key, text, reason } of strangeCells(steps, plan.readTime))
    problems.push(problemAt(line, headerOf(plan.context, plan.columns, key), text, reason, 'note'))
  const caller = last.cell('caller_id')
  const person = caller === '' ? null : plan.resolver.contact(found.clientId, caller, '', last.line)
  const input = {
    source: keySource(plan.answers),
    key: number,
    clientId: found.clientId,
    fields: {
      ...buildTicketFields(number, steps, plan.readTime),
      ...(person === null ? {} : { contactId: person.id }),
      assigneeId: plan.context.directory.person(last.cell('assigned_to')),
      teamId: plan.context.directory.team(last.cell('assignment_group'))
    },
    events: eventsOf(steps),
    comments: []
  }
  const call: PlannedCall = { name: 'import.ticket', input, line: last.line }
  return { calls: [...found.calls, ...(person?.calls ?? []), call], problems }
}

/** The source counts its changes, which orders steps of one minute also where the rows of a file were sorted anew. */
function changesAt(step: SourceStep): number {
  return countIn(step.cell('sys_mod_count')) ?? 0
}

/** Keys come from the step's own time and count, so that a longer log of the same incident adds only what is new. */
function eventsOf(steps: readonly SourceStep[]): readonly unknown[] {
  const seen = new Map<string, number>()
  return steps.map((step, place) => {
    const stem = `${step.at}/${step.cell('sys_mod_count')}`
    const nth = (seen.get(stem) ?? 0) + 1
    seen.set(stem, nth)
    return eventOfStep(`${stem}/${nth}`, step, steps[place - 1] ?? null)
  })
}

function stateNote(step: SourceStep, context: PlanContext, columns: ReadonlyMap<string, number>): ImportProblem {
  return problemAt(step.line, headerOf(context, columns, 'incident_state'), step.cell('incident_state'), 'unknown-state', 'note')
}

function headerOf(context: PlanContext, columns: ReadonlyMap<string, number>, key: string): string {
  return context.header[columns.get(key) ?? -1] ?? ''
}

function isStorable(text: string): boolean {
  return !text.includes('\u0000') && text.isWellFormed()
}
