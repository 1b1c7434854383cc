// Everybody and everything that stories draw from, indexed once: companies, assets by kind, people by client, the sick ones.

import type { Asset } from '#core/assets/asset.entity.ts'
import type { Id } from '#core/kernel/ids.ts'
import type { Person } from '#core/organisation/person.entity.ts'
import type { Company } from './companies.ts'
import { badBatteryModel } from './inventory.ts'

/** A company with what stories need at hand. */
export interface Scene {
  readonly company: Company
  readonly assets: readonly Asset[]
  readonly byKind: ReadonlyMap<Asset['kind'], readonly Asset[]>
  /** Active people who may see the client. */
  readonly staff: readonly Person[]
  /** How many tickets it brings, relative to others. */
  readonly weight: number
}

/** An asset that fails more often than chance explains. */
export interface Sick {
  readonly scene: Scene
  readonly asset: Asset
}

/** All scenes, and the patterns that can be found in them. */
export interface Cast {
  readonly scenes: readonly Scene[]
  readonly totalWeight: number
  readonly sickPrinters: readonly Sick[]
  readonly flappingLine: Sick
  readonly badBatteries: readonly Sick[]
}

/** Indexes a company. */
export function buildScene(company: Company, assets: readonly Asset[], people: readonly Person[]): Scene {
  const byKind = new Map<Asset['kind'], Asset[]>()
  for (const asset of assets) {
    if (asset.status === 'retired') continue
    byKind.set(asset.kind, [...(byKind.get(asset.kind) ?? []), asset])
  }
  const staff = people.filter((person) => person.active && mayWork(person, company.client.id))
  return {
    company,
    assets,
    byKind,
    staff,
    weight: Math.sqrt((company.client.size ?? 5) + 4) * (company.client.serviceModel === 'managed' ? 1.2 : 1)
  }
}

function mayWork(person: Person, clientId: Id): boolean {
  return (person.clientIds === null || person.clientIds.includes(clientId)) && person.role !== 'manager'
}

/** Chooses the patterns: every seventh company's first printer, up to six; one line; the batch of bad batteries. */
export function buildCast(scenes: readonly Scene[]): Cast {
  const sickPrinters = scenes.filter((_scene, at) => at % 7 === 2).flatMap((scene) => sickOf(scene, 'printer', 1))
  const lines = scenes.slice(4).flatMap((scene) => sickOf(scene, 'network', 1))
  const [flappingLine] = lines.length > 0 ? lines : scenes.flatMap((scene) => sickOf(scene, 'network', 1))
  if (!flappingLine) throw new Error('a sample has at least one network asset')
  const badBatteries = scenes.flatMap((scene) =>
    (scene.byKind.get('computer') ?? []).filter((asset) => asset.model === badBatteryModel).map((asset) => ({ scene, asset }))
  )
  const totalWeight = scenes.reduce((sum, scene) => sum + scene.weight, 0)
  return { scenes, totalWeight, sickPrinters: sickPrinters.slice(0, 6), flappingLine, badBatteries: badBatteries.slice(0, 60) }
}

function sickOf(scene: Scene, kind: Asset['kind'], count: number): readonly Sick[] {
  return (scene.byKind.get(kind) ?? []).slice(0, count).map((asset) => ({ scene, asset }))
}
