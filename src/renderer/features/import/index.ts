// The import room's public face.

export { ImportRoom } from './ImportRoom.tsx'
