// The room of tickets: views, list, reading pane; one ticket over the whole room.

export { TicketsRoom } from './TicketsRoom.tsx'
