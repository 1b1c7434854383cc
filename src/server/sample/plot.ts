// What a ticket will be about, decided before its story is told: whose, which asset, which template, who works on it, how it ends.

import type { Asset } from '#core/assets/asset.entity.ts'
import type { Contact } from '#core/clients/contact.entity.ts'
import type { Site } from '#core/clients/site.entity.ts'
import type { Person } from '#core/organisation/person.entity.ts'
import { instantOn } from './arrivals.ts'
import type { Cast, Scene } from './cast.ts'
import type { Random } from './random.ts'
import type { Category, Template } from './template.ts'
import { categories } from './templates/all.ts'
import { computers } from './templates/computers.ts'
import { flappingLine } from './templates/network.ts'
import { printing } from './templates/printing.ts'

const day = 86_400_000

/** A ticket's plot. */
export interface Plot {
  readonly random: Random
  readonly scene: Scene
  readonly category: Category
  readonly template: Template
  readonly asset: Asset | null
  readonly contact: Contact
  readonly site: Site
  readonly openedAt: number
}

/** Invents the plot of a ticket that comes in on a day. `fromEnd` is how many days ago that is. */
export function inventPlot(random: Random, cast: Cast, dayStart: number, fromEnd: number, now: number): Plot {
  const chosen = choose(random, cast, dayStart, fromEnd)
  const { scene, asset } = chosen
  const { sites, contacts } = scene.company
  const owner = contacts.find((contact) => contact.id === asset?.ownerContactId)
  const contact = owner && random.chance(0.8) ? owner : random.pick(contacts)
  const site = sites.find((candidate) => candidate.id === (asset?.siteId ?? contact.siteId)) ?? sites[0]
  if (!site) throw new Error('every company has a site')
  const anyHour = chosen.template.channel === 'alert'
  return { random, ...chosen, contact, site, openedAt: instantOn(random, dayStart, site.timeZone, anyHour, now) }
}

type Chosen = Pick<Plot, 'scene' | 'category' | 'template' | 'asset'>

function choose(random: Random, cast: Cast, dayStart: number, fromEnd: number): Chosen {
  const lot = random.next()
  if (lot < 0.03 && cast.sickPrinters.length > 0)
    return { ...random.pick(cast.sickPrinters), category: printing, template: random.pick(printing.templates.slice(0, 3)) }
  if (lot > 0.88 && fromEnd < 130 && isRainy(dayStart))
    return { ...cast.flappingLine, category: flappingLine, template: random.pick(flappingLine.templates) }
  if (lot > 0.03 && lot < 0.042 && fromEnd < 300 && cast.badBatteries.length > 0)
    return { ...random.pick(cast.badBatteries), category: computers, template: computers.templates[3] ?? random.pick(computers.templates) }
  const scene = sceneFor(random, cast)
  const category = random.weighted(categories, (candidate) => candidate.weight)
  const assets = category.asset ? (scene.byKind.get(category.asset) ?? []) : []
  const asset = assets.length > 0 && random.chance(0.9) ? random.pick(assets) : null
  const usable = category.templates.filter((template) => asset || !namesAsset(template))
  return usable.length > 0
    ? { scene, category, template: random.pick(usable), asset }
    : { scene, category: categories[0] ?? category, template: random.pick((categories[0] ?? category).templates), asset: null }
}

function sceneFor(random: Random, cast: Cast): Scene {
  let left = random.next() * cast.totalWeight
  for (const scene of cast.scenes) {
    left -= scene.weight
    if (left < 0) return scene
  }
  return random.pick(cast.scenes)
}

/** Rain makes the line flap: one day in six. */
function isRainy(dayStart: number): boolean {
  return (Math.floor(dayStart / day) * 7919) % 6 === 1
}

const naming = new Map<Template, boolean>()

/** True when the texts don't read well without an asset. */
function namesAsset(template: Template): boolean {
  const known = naming.get(template)
  if (known !== undefined) return known
  const texts = [...template.says, ...template.finds, ...template.fixes, ...[template.subject].flat()]
  const names = texts.some((text) => /\{(asset|model|tag|printer)\}/.test(text))
  naming.set(template, names)
  return names
}

/** Somebody who may see the client and, mostly, knows the matter. */
export function pickWorker({ random, scene, category }: Plot, onSite: boolean): Person {
  const field = scene.staff.filter((person) => (person.role === 'technician') === onSite)
  const able = field.filter((person) => person.skills.includes(category.skill))
  return random.pick(able.length > 0 && random.chance(0.8) ? able : field.length > 0 ? field : scene.staff)
}
