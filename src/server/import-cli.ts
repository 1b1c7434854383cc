// `npm run import -- FILE`: brings a CSV file into a desk, the running one or the server's own database, and says row by row what did not
// come in. Ends with 0 (all came in), 1 (some did not), 2 (wrong options) or 3 (could not run).

import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { reasonOf, reportCsv } from '#core/imports/report.ts'
import { importFieldWords, importTargetWords, importWords } from '#core/words/rooms-import.ts'
import { answersOf, OptionError, type ReadFile, readFileOnce } from './import/answers.ts'
import { connectToDesk } from './import/desk-connection.ts'
import { helpText, type ImportOptions, parseOptions } from './import/options.ts'
import { startOwnServer } from './import/own-server.ts'
import { createProgressLine } from './import/progress-line.ts'
import { type ImportResult, readKnown, runImport } from './import/run-import.ts'

const shownProblems = 20

async function main(): Promise<number> {
  const parsed = parseOptions(process.argv.slice(2), process.env)
  if (parsed.type === 'help') {
    console.log(helpText)
    return 0
  }
  if (parsed.type === 'wrong') {
    for (const sentence of parsed.sentences) console.error(sentence)
    console.error('npm run import -- --help shows every option.')
    return 2
  }
  const { options } = parsed
  const file = readFileOnce(bytesOf(options.file), options)
  console.log(
    `${options.file}: ${importTargetWords[file.target]}, ${file.analysis.rows.toLocaleString('en')} rows, ${file.format.encoding}`
  )
  if (options.dryRun) console.log(columnsOf(file))
  if (file.analysis.rows === 0) throw new OptionError('FILE: expected rows under a header, got none')
  const own =
    options.server === null
      ? await startOwnServer(options.data ?? process.env['FIXPOINT_DATA'] ?? null, process.env['DATABASE_URL'] ?? null)
      : null
  try {
    return tell(await run(options, file, options.server ?? own?.address ?? ''), options)
  } finally {
    await own?.close()
  }
}

async function run(options: ImportOptions, file: ReadFile, address: string): Promise<ImportResult> {
  const desk = await connectToDesk(address, options.email, options.password)
  try {
    const { directory, currency } = await readKnown(desk)
    const answers = answersOf(file, options, directory, currency)
    let stopping = false
    const stop = (): void => void (stopping = true)
    process.once('SIGINT', stop)
    const progress = createProgressLine(file.analysis.rows)
    const result = await runImport(file, answers, directory, options.dryRun ? null : desk, (rowsRead, done) => {
      progress.show(rowsRead, done)
      return !stopping
    })
    progress.end()
    process.off('SIGINT', stop)
    return result
  } finally {
    await desk.signOut()
  }
}

/** What becomes of each column, so that a wrong guess is seen before anything is written. */
function columnsOf({ header, mapping }: ReadFile): string {
  const fields = new Map(Object.entries(mapping).map(([key, column]) => [column, key]))
  const named = header.map((name, column) => [name === '' ? `(column ${column + 1})` : name, fields.get(column)] as const)
  const taken = named.flatMap(([name, key]) => (key === undefined ? [] : [`${name} → ${importFieldWords[key] ?? key}`]))
  const left = named.flatMap(([name, key]) => (key === undefined ? [name] : []))
  return `Columns: ${taken.join(', ')}${left.length === 0 ? '' : `\nNot imported: ${left.join(', ')}`}`
}

/** npm runs scripts in the project's folder; paths are meant from where it was called. */
function fromCaller(path: string): string {
  return resolve(process.env['INIT_CWD'] ?? process.cwd(), path)
}

function bytesOf(path: string): Uint8Array {
  try {
    return new Uint8Array(readFileSync(fromCaller(path)))
  } catch (error) {
    throw new OptionError(`FILE: expected a file that can be read, got ${path} (${error instanceof Error ? error.message : String(error)})`)
  }
}

function tell(result: ImportResult, options: ImportOptions): number {
  const counts = Object.entries(result.counts).map(
    ([name, count]) => `${count.toLocaleString('en')} ${importWords.countsOf[name]?.[count === 1 ? 0 : 1] ?? name}`
  )
  if (result.events > 0) counts.push(`${result.events.toLocaleString('en')} steps of history`)
  const { unchanged } = result
  if (unchanged > 0 && counts.length === 0) console.log(importWords.nothingChanged(unchanged))
  else console.log(`${options.dryRun ? 'Would come in' : 'Came in'}: ${counts.length === 0 ? 'nothing' : counts.join(', ')}`)
  if (unchanged > 0 && counts.length > 0) console.log(importWords.unchanged(unchanged))
  for (const problem of result.problems.slice(0, shownProblems))
    console.error(
      `line ${problem.line}${problem.column === '' ? '' : `, ${problem.column}`}: ${JSON.stringify(problem.value)} ${reasonOf(problem)}`
    )
  if (result.problems.length > shownProblems)
    console.error(`and ${(result.problems.length - shownProblems).toLocaleString('en')} more (--report FILE keeps all)`)
  if (options.report !== null) writeFileSync(fromCaller(options.report), reportCsv(result.problems))
  if (result.stopped) console.error('Stopped. What came in stays; the same command goes on where it stopped.')
  const refused = result.problems.some((problem) => problem.severity === 'refused')
  return refused || result.stopped ? 1 : 0
}

main().then(
  (code) => {
    process.exitCode = code
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = error instanceof OptionError ? 2 : 3
  }
)
