// Documents on paper: the view that prints invoices and service reports, and the dialog in which a client signs.

export { PrintView } from './PrintView.tsx'
export { SignReportDialog } from './SignReportDialog.tsx'
