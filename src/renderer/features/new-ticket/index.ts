// The form that opens over any room. The form's code is fetched when it is first opened.

export { NewTicketDialog, preloadNewTicket } from './NewTicketDialog.tsx'
export { type NewTicketStart, useNewTicket } from './new-ticket.ui-store.ts'
