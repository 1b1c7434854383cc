// Every category, in one list.

import type { Category } from '../template.ts'
import { accounts, mail } from './accounts.ts'
import { computers } from './computers.ts'
import { network } from './network.ts'
import { printing } from './printing.ts'
import { servers } from './servers.ts'
import { rooms, software, telephony } from './software.ts'

/** What tickets are about. */
export const categories: readonly Category[] = [accounts, computers, printing, software, mail, network, servers, telephony, rooms]

/** Parts that stories use: name, article number, price in minor units. */
export function templateParts(): readonly (readonly [string, string, number])[] {
  return categories.flatMap(({ templates }) => templates.flatMap(({ part }) => (part ? [part] : [])))
}
