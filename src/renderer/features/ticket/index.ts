// One ticket, and the looks and names of tickets that other rooms show.

export { AskAhead } from './AskAhead.tsx'
export { TicketPriorityMark, TicketStatusChip, TicketStatusIcon, ticketName } from './TicketMarks.tsx'
export { TicketRows } from './TicketRows.tsx'
export { TicketView } from './TicketView.tsx'
export { type Directory, useDirectory } from './use-directory.ts'
