// Worked time as people type it.

/** `45` → 45, `1:30` → 90, `1.5 h` → 90; null when it is neither. */
export function readMinutes(typed: string): number | null {
  const text = typed.trim().toLowerCase().replace(',', '.')
  const clock = /^(\d{1,3}):([0-5]\d)$/.exec(text)
  const hours = /^(\d{1,3}(?:\.\d{1,2})?)\s*h$/.exec(text)
  const plain = /^(\d{1,5})\s*(?:m|min)?$/.exec(text)
  const minutes = clock
    ? Number(clock[1]) * 60 + Number(clock[2])
    : hours
      ? Math.round(Number(hours[1]) * 60)
      : plain
        ? Number(plain[1])
        : null
  return minutes === null || minutes < 1 ? null : minutes
}
