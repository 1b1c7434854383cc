// A code for a client whose name is all that is known while the phone is still ringing.

const letters = 3

/** Three letters of the name and the first number from 01 that is free: `MIL01`. @param taken codes of all clients */
export function clientCode(name: string, taken: ReadonlySet<string>): string {
  const plain = name
    .normalize('NFKD')
    .toUpperCase()
    .replaceAll(/[^A-Z]/g, '')
  const start = plain.slice(0, letters).padEnd(letters, 'X')
  let number = 1
  while (taken.has(codeOf(start, number))) number += 1
  return codeOf(start, number)
}

function codeOf(start: string, number: number): string {
  return `${start}${String(number).padStart(2, '0')}`
}
