// The clients room's public face.

export { timeZones } from './client.forms.ts'
export { ClientsRoom } from './ClientsRoom.tsx'
