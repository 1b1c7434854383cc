// A window's page as a PDF. The page brings its own print style; margins are the page's, so that screen, paper and PDF are laid out alike.

import type { WebContents } from 'electron'

/** Prints the page as it stands. */
export function pdfOf(contents: Pick<WebContents, 'printToPDF'>, paper: 'A4' | 'Letter'): Promise<Buffer> {
  return contents.printToPDF({ pageSize: paper, printBackground: true, preferCSSPageSize: true, generateTaggedPDF: true })
}
