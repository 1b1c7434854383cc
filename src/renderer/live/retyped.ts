// One change of a text field, made again on a text that is no longer the one that was on the screen: nothing of either is lost.

/**
 * @param now the text that stands
 * @param before what the field showed when it was typed into
 * @param after what it showed after that
 */
export function retyped(now: string, before: string, after: string): string {
  if (now === before) return after
  // The end is where people type: what came to stand ahead of it stays ahead.
  if (before !== '' && now.endsWith(before)) return now.slice(0, now.length - before.length) + after
  return now === '' ? after : `${now}\n${after.startsWith(before) ? after.slice(before.length) : after}`
}
