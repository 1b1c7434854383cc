// The rooms: address, name, key, and the code that is fetched when the room is first opened.

import { type Icon, IconBuilding, IconDeviceDesktop, IconFileImport, IconRefresh, IconSettings, IconTicket } from '@tabler/icons-react'
import { type ComponentType, lazy, type LazyExoticComponent } from 'react'
import { appWords } from '#core/words/rooms-app.ts'

export interface Room {
  readonly path: string
  readonly label: string
  /** Shortcut that opens it. */
  readonly keys: string
  readonly icon: Icon
  readonly component: LazyExoticComponent<ComponentType>
}

export const rooms: readonly Room[] = [
  {
    path: '/tickets',
    label: appWords.tickets,
    keys: 'g t',
    icon: IconTicket,
    component: lazy(async () => ({ default: (await import('#renderer/features/tickets/index.ts')).TicketsRoom }))
  },
  {
    path: '/clients',
    label: appWords.clients,
    keys: 'g c',
    icon: IconBuilding,
    component: lazy(async () => ({ default: (await import('#renderer/features/clients/index.ts')).ClientsRoom }))
  },
  {
    path: '/assets',
    label: appWords.assets,
    keys: 'g a',
    icon: IconDeviceDesktop,
    component: lazy(async () => ({ default: (await import('#renderer/features/assets/index.ts')).AssetsRoom }))
  },
  {
    path: '/import',
    label: appWords.import,
    keys: 'g i',
    icon: IconFileImport,
    component: lazy(async () => ({ default: (await import('#renderer/features/import/index.ts')).ImportRoom }))
  },
  {
    path: '/sync',
    label: appWords.sync,
    keys: 'g y',
    icon: IconRefresh,
    component: lazy(async () => ({ default: (await import('#renderer/features/sync/index.ts')).SyncRoom }))
  },
  {
    path: '/settings',
    label: appWords.settings,
    keys: 'g s',
    icon: IconSettings,
    component: lazy(async () => ({ default: (await import('#renderer/features/settings/index.ts')).SettingsRoom }))
  }
]
