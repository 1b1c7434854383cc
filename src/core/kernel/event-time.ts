// When a command happened, as every rule sees it: the device's clock corrected by the offset measured at its last exchange, and
// never later than the moment at which the server learned of it.

const maxInstant = 8_640_000_000_000_000

/**
 * Event time in UTC milliseconds.
 * @param at event time on the device's clock
 * @param clockOffsetMs server clock minus device clock
 * @param receivedAt arrival at the server; null on the device
 */
export function eventTime(at: number, clockOffsetMs: number, receivedAt: number | null): number {
  const corrected = Math.max(-maxInstant, Math.min(maxInstant, Math.round(at + clockOffsetMs)))
  return receivedAt === null ? corrected : Math.min(corrected, receivedAt)
}
