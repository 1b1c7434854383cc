// The contracts room.

export { ContractsRoom } from './ContractsRoom.tsx'
