// The series of numbers that the server grants to one identity of a device, so that an invoice can be issued with the network cut. Name and id
// follow from the device's id alone: a restored server grants the same series again, and takes the printed numbers in as they were.

import { hash128, type Id, sourceId } from '../kernel/ids.ts'
import type { NumberSeries } from './number-series.entity.ts'

/** Letters and digits that nobody mistakes for each other on paper. */
const letters = '23456789ABCDEFGHJKLMNPQRSTVWXYZ'
/** Characters of a device's own part of the prefix; more only where two devices would meet. */
const shortest = 5
const longest = 12

/** Id of a device's series. */
export function deviceSeriesId(deviceId: Id): Id {
  return sourceId('number_series', deviceId)
}

/** A device's prefixes, best first: `F-7K2QX-`. The server takes the first that is free. */
export function devicePrefixes(deviceId: Id): readonly string[] {
  const hash = hash128(`series ${deviceId}`)
  const code = Array.from(
    { length: longest },
    (_, place) => letters[Number.parseInt(hash.slice(place * 2, place * 2 + 2), 16) % letters.length]
  )
  return Array.from({ length: longest - shortest + 1 }, (_, more) => `F-${code.slice(0, shortest + more).join('')}-`)
}

/** The series of a device as it is granted. @param now UTC milliseconds */
export function grantedSeries(deviceId: Id, prefix: string, now: number): NumberSeries {
  return {
    id: deviceSeriesId(deviceId),
    clientId: null,
    kind: 'invoice',
    prefix,
    digits: 4,
    next: 1,
    deviceId,
    epoch: null,
    grantedAt: now,
    closedAt: null,
    createdAt: now,
    updatedAt: now
  }
}

/** The number as printed: prefix and at least `digits` digits. */
export function printedNumber({ prefix, digits }: Pick<NumberSeries, 'prefix' | 'digits'>, count: number): string {
  return prefix + String(count).padStart(digits, '0')
}

/** The count in a printed number; null when it is not exactly as this series prints it. */
export function countOf(series: Pick<NumberSeries, 'prefix' | 'digits'>, number: string): number | null {
  const count = Number(number.slice(series.prefix.length))
  return Number.isSafeInteger(count) && count > 0 && printedNumber(series, count) === number ? count : null
}

/**
 * The number that a device prints next. A number once printed is never printed again, also where the server refused what it stood on: what
 * was handed over can't be called back.
 * @param printed numbers of this series on documents that wait here or were refused
 */
export function nextNumber(series: NumberSeries, printed: readonly string[]): string {
  const used = printed.map((number) => countOf(series, number) ?? 0)
  return printedNumber(series, Math.max(series.next, ...used.map((count) => count + 1)))
}
