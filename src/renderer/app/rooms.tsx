// The rooms: address, name, key, and the code that is fetched when the room is first opened.

import {
  type Icon,
  IconBuilding,
  IconDeviceDesktop,
  IconFileCertificate,
  IconFileImport,
  IconPackage,
  IconReceipt,
  IconRefresh,
  IconSettings,
  IconTicket
} from '@tabler/icons-react'
import { type ComponentType, lazy, useState } from 'react'
import { preloadNewTicket } from '#renderer/features/new-ticket/index.ts'
import { appWords } from '#core/words/rooms-app.ts'

export interface Room {
  readonly path: string
  readonly label: string
  /** Shortcut that opens it. */
  readonly keys: string
  readonly icon: Icon
  readonly component: ComponentType
  /** Fetches the code before it is needed. */
  readonly preload: () => Promise<void>
}

export const rooms: readonly Room[] = [
  {
    path: '/tickets',
    label: appWords.tickets,
    keys: 'g t',
    icon: IconTicket,
    ...fetched(async () => (await import('#renderer/features/tickets/index.ts')).TicketsRoom)
  },
  {
    path: '/clients',
    label: appWords.clients,
    keys: 'g c',
    icon: IconBuilding,
    ...fetched(async () => (await import('#renderer/features/clients/index.ts')).ClientsRoom)
  },
  {
    path: '/assets',
    label: appWords.assets,
    keys: 'g a',
    icon: IconDeviceDesktop,
    ...fetched(async () => (await import('#renderer/features/assets/index.ts')).AssetsRoom)
  },
  {
    path: '/parts',
    label: appWords.parts,
    keys: 'g p',
    icon: IconPackage,
    ...fetched(async () => (await import('#renderer/features/parts/index.ts')).PartsRoom)
  },
  {
    path: '/contracts',
    label: appWords.contracts,
    keys: 'g o',
    icon: IconFileCertificate,
    ...fetched(async () => (await import('#renderer/features/contracts/index.ts')).ContractsRoom)
  },
  {
    path: '/billing',
    label: appWords.billing,
    keys: 'g b',
    icon: IconReceipt,
    ...fetched(async () => (await import('#renderer/features/billing/index.ts')).BillingRoom)
  },
  {
    path: '/import',
    label: appWords.import,
    keys: 'g i',
    icon: IconFileImport,
    ...fetched(async () => (await import('#renderer/features/import/index.ts')).ImportRoom)
  },
  {
    path: '/sync',
    label: appWords.sync,
    keys: 'g y',
    icon: IconRefresh,
    ...fetched(async () => (await import('#renderer/features/sync/index.ts')).SyncRoom)
  },
  {
    path: '/settings',
    label: appWords.settings,
    keys: 'g s',
    icon: IconSettings,
    ...fetched(async () => (await import('#renderer/features/settings/index.ts')).SettingsRoom)
  }
]

/** Fetches the room of an address such as `#/tickets` while the desk is still being opened. A room that can't be fetched says so where it is shown. */
export async function preloadRoom(hash: string): Promise<void> {
  const path = hash.replace(/^#/, '')
  await (rooms.find((each) => path.startsWith(each.path)) ?? rooms[0])?.preload()
}

/** Fetches all rooms while nothing else is to be done: from then on every room opens without a network. */
export async function preloadRooms(): Promise<void> {
  await Promise.all([...rooms.map((room) => room.preload()), preloadNewTicket()])
}

function fetched(load: () => Promise<ComponentType>): Pick<Room, 'component' | 'preload'> {
  let code: Promise<ComponentType> | null = null
  let here: ComponentType | null = null
  const once = (): Promise<ComponentType> => {
    code ??= load().then((component) => (here = component))
    // What could not be fetched is asked for anew the next time.
    code.catch(() => {
      code = null
    })
    return code
  }
  const Coming = lazy(async () => ({ default: await once() }))
  // A room that is here already is drawn at once, without a fallback in between.
  const Shown = (): React.JSX.Element => {
    const [Component] = useState<ComponentType>(() => here ?? Coming)
    return <Component />
  }
  return { component: Shown, preload: async () => void (await once()) }
}
