// The billing room's public face.

export { BillingRoom } from './BillingRoom.tsx'
