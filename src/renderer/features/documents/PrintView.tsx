// A document alone on its paper: what is seen here is what comes out of the printer and into the PDF.

import { Button, SegmentedControl } from '@mantine/core'
import { IconArrowLeft, IconPrinter } from '@tabler/icons-react'
import { type ReactNode, useEffect, useState } from 'react'
import { Route, Switch } from 'wouter'
import { printWords as words } from '#core/words/papers.ts'
import { platform } from '#renderer/platform/current-platform.ts'
import { showDone, showProblem } from '#renderer/ui/undo-toast.tsx'
import { InvoicePrint } from './InvoicePrint.tsx'
import styles from './paper.module.css'
import { ReportPrint } from './ReportPrint.tsx'

type Paper = 'A4' | 'Letter'

/** What a paper tells the view around it. */
export interface Printable {
  /** Name of the file, without its ending. */
  readonly name: string
  readonly paper: Paper
  readonly content: ReactNode
}

export function PrintView(): React.JSX.Element {
  return (
    <Switch>
      <Route path="/print/invoice/:id">{({ id }) => <InvoicePrint key={id} id={id} show={show} />}</Route>
      <Route path="/print/report/:ticketId/:id">
        {({ ticketId, id }) => <ReportPrint key={id} ticketId={ticketId} id={id} show={show} />}
      </Route>
    </Switch>
  )
}

function show(printable: Printable): React.JSX.Element {
  return <Sheet {...printable} />
}

function Sheet({ name, paper: usual, content }: Printable): React.JSX.Element {
  const [paper, setPaper] = useState<Paper>(usual)
  // The browser's own dialog suggests the page's title as the file's name.
  useEffect(() => {
    const before = document.title
    document.title = name
    return () => void (document.title = before)
  }, [name])
  return (
    <div className={styles['view']}>
      <style>{`@page { size: ${paper}; }`}</style>
      <div role="group" aria-label={words.tools} className={styles['tools']}>
        <Button variant="subtle" leftSection={<IconArrowLeft size={16} aria-hidden />} onClick={() => history.back()}>
          {words.back}
        </Button>
        <SegmentedControl
          aria-label={words.paper}
          data={['A4', 'Letter']}
          value={paper}
          onChange={(value) => setPaper(value === 'Letter' ? 'Letter' : 'A4')}
        />
        <Button leftSection={<IconPrinter size={16} aria-hidden />} onClick={() => void print(name, paper)}>
          {words.print}
        </Button>
      </div>
      {/* A scrolling region must be reachable with the keyboard. */}
      <main className={styles['desk']} tabIndex={-1}>
        <article className={styles['sheet']} data-paper={paper}>
          {content}
        </article>
      </main>
    </div>
  )
}

async function print(name: string, paper: Paper): Promise<void> {
  try {
    const saved = await platform.printPdf(`${name}.pdf`, paper)
    // A browser's dialog says by itself what became of it.
    if (saved && platform.journal === 'main') showDone(words.saved(`${name}.pdf`))
  } catch (error) {
    showProblem(words.failed, error instanceof Error ? error.message : String(error))
  }
}
