// Settings: people, teams, custom fields, organisation, what is promised and charged, appearance, devices, shortcuts; each part has
// its own address.

import type { ComponentType } from 'react'
import { Link, useRoute } from 'wouter'
import { settingsParts, settingsWords as words } from '#core/words/rooms-settings.ts'
import { CalendarsPart, PricesPart, SlaPoliciesPart, TaxesPart } from '#renderer/features/terms/index.ts'
import { Page } from '#renderer/ui/Page.tsx'
import { AppearancePart } from './AppearancePart.tsx'
import { DevicesPart } from './DevicesPart.tsx'
import { FieldsPart } from './FieldsPart.tsx'
import { OrganisationPart } from './OrganisationPart.tsx'
import { PeoplePart } from './PeoplePart.tsx'
import { ShortcutsPart } from './ShortcutsPart.tsx'
import styles from './settings.module.css'
import { TeamsPart } from './TeamsPart.tsx'

type PartName = keyof typeof settingsParts

const parts: Readonly<Record<PartName, ComponentType>> = {
  people: PeoplePart,
  teams: TeamsPart,
  fields: FieldsPart,
  organisation: OrganisationPart,
  calendars: CalendarsPart,
  'sla-policies': SlaPoliciesPart,
  prices: PricesPart,
  taxes: TaxesPart,
  appearance: AppearancePart,
  devices: DevicesPart,
  shortcuts: ShortcutsPart
}

const groups: readonly { readonly title: string; readonly names: readonly PartName[] }[] = [
  { title: words.groups.desk, names: ['people', 'teams', 'fields', 'organisation'] },
  { title: words.groups.terms, names: ['calendars', 'sla-policies', 'prices', 'taxes'] },
  { title: words.groups.own, names: ['appearance', 'devices', 'shortcuts'] }
]

export function SettingsRoom(): React.JSX.Element {
  const [, params] = useRoute('/settings/:part')
  const part = isPart(params?.part) ? params.part : 'people'
  const Part = parts[part]
  return (
    <Page title={words.title}>
      <div className={styles['room']}>
        <nav className={styles['nav']} aria-label={words.parts}>
          {groups.map(({ title, names }) => (
            <div key={title} role="group" aria-label={title} className={styles['navGroup']}>
              <span className={styles['navTitle']} aria-hidden>
                {title}
              </span>
              {names.map((name) => (
                <Link
                  key={name}
                  href={`/settings/${name}`}
                  className={styles['link'] ?? ''}
                  aria-current={name === part ? 'page' : undefined}
                >
                  {settingsParts[name]}
                </Link>
              ))}
            </div>
          ))}
        </nav>
        {/* A scrolling region must be reachable with the keyboard. */}
        <div className={styles['part']} tabIndex={-1}>
          <Part key={part} />
        </div>
      </div>
    </Page>
  )
}

function isPart(name: string | undefined): name is PartName {
  return name !== undefined && name in parts
}
