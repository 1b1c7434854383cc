// Fills a template's texts with names, places, numbers and dates of one ticket, the same throughout its story.

import type { Random } from './random.ts'
import type { Template } from './template.ts'
import { applications, roomNames } from './phrases.ts'
import type { Plot } from './plot.ts'

const day = 86_400_000
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December'
] as const

/** Fills one text. */
export type Fill = (text: string) => string

/** A filler for one ticket. */
export function createFill({ random, asset, contact, scene, site, openedAt }: Plot): Fill {
  const soon = new Date(openedAt + random.whole(2, 20) * day)
  const words: Readonly<Record<string, string>> = {
    asset: asset?.name ?? 'the device',
    printer: asset?.name ?? 'the printer',
    model: asset?.model ?? 'same model',
    tag: asset?.tag ?? 'HL',
    contact: contact.name,
    first: contact.name.split(' ')[0] ?? contact.name,
    site: site.name,
    client: scene.company.client.name,
    app: random.pick(applications),
    room: random.pick(roomNames),
    n: String(random.whole(3, 28)),
    h: String(random.whole(8, 16)),
    date: `${soon.getUTCDate()} ${months[soon.getUTCMonth()] ?? ''}`
  }
  return (text) => {
    const filled = text.replace(/\{(\w+)\}/g, (_whole, key: string) => words[key] ?? key)
    return filled.charAt(0).toUpperCase() + filled.slice(1)
  }
}

/** Texts of a template that belong together. */
export interface Variant {
  readonly subject: string
  readonly says: string
  readonly finds: string
  readonly fixes: string
}

/** Picks a subject; what is said, found and done about it stands at the same place of its list, as far as that reaches. */
export function variantOf(template: Template, random: Random): Variant {
  const subjects = [template.subject].flat()
  const chosen = random.whole(0, subjects.length - 1)
  const place = Math.round((chosen * (template.says.length - 1)) / Math.max(1, subjects.length - 1))
  const at = (list: readonly string[], index: number): string => list[index % list.length] ?? ''
  return {
    subject: at(subjects, chosen),
    says: at(template.says, place),
    finds: at(template.finds, place),
    fixes: at(template.fixes, place)
  }
}
