// What billing, contracts and tickets share about charges: the steps behind an amount.

export { ChargeWhy } from './ChargeWhy.tsx'
export { useNames } from './use-names.ts'
