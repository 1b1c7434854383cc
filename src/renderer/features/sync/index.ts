// The sync room's public face.

export { SyncRoom } from './SyncRoom.tsx'
