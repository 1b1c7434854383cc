// The assets room's public face.

export { AssetsRoom } from './AssetsRoom.tsx'
