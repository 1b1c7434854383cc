// One line that says how far an import is: rewritten in place on a terminal, now and then a new one in a log.

/** Shows progress and ends it. */
export interface ProgressLine {
  show(rowsRead: number, done: number): void
  end(): void
}

const everyMs = { terminal: 200, log: 5000 } as const

/** Makes the line. `rows` is how many there are. */
export function createProgressLine(rows: number): ProgressLine {
  const startedAt = Date.now()
  const terminal = process.stderr.isTTY
  let shownAt = startedAt
  return {
    show(rowsRead, done) {
      const now = Date.now()
      if (now - shownAt < (terminal ? everyMs.terminal : everyMs.log)) return
      shownAt = now
      const seconds = (now - startedAt) / 1000
      const rate = rowsRead / seconds
      const left = rate > 0 ? Math.ceil((rows - rowsRead) / rate) : 0
      const words = `${rowsRead.toLocaleString('en')} of ${rows.toLocaleString('en')} rows, ${done.toLocaleString('en')} records, ${Math.round(rate).toLocaleString('en')} rows a second, ${left} s left`
      process.stderr.write(terminal ? `\r${words}\u001b[K` : `${words}\n`)
    },
    end() {
      if (terminal) process.stderr.write('\r\u001b[K')
    }
  }
}
