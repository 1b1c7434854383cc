// The parts room's public face.

export { PartsRoom } from './PartsRoom.tsx'
