// Kind, status and warranty of an asset as signs with their words.

import {
  type Icon,
  IconBox,
  IconCertificate,
  IconDeviceDesktop,
  IconDeviceMobile,
  IconPrinter,
  IconRouter,
  IconServer2
} from '@tabler/icons-react'
import type { Asset } from '#core/assets/asset.entity.ts'
import { assetKindWords, assetStatusWords } from '#core/words/records.ts'
import { warrantyWords } from '#core/words/rooms-assets.ts'
import { dateWords } from '#renderer/ui/moments.ts'
import { StatusChip, type Tone } from '#renderer/ui/StatusChip.tsx'
import { type WarrantyState, warrantyState } from './warranty.ts'

const icons: Readonly<Record<Asset['kind'], Icon>> = {
  computer: IconDeviceDesktop,
  server: IconServer2,
  network: IconRouter,
  printer: IconPrinter,
  phone: IconDeviceMobile,
  licence: IconCertificate,
  other: IconBox
}
const statusTones: Readonly<Record<Asset['status'], Tone>> = { 'in-use': 'active', spare: 'info', 'in-repair': 'wait', retired: 'neutral' }
const warrantyTones: Readonly<Record<WarrantyState, Tone>> = { valid: 'good', soon: 'wait', ended: 'bad', unknown: 'neutral' }

export function KindMark({ kind }: { kind: Asset['kind'] }): React.JSX.Element {
  const Sign = icons[kind]
  return (
    <span style={{ display: 'inline-flex', gap: 8, alignItems: 'center' }}>
      <Sign size={16} stroke={1.6} aria-hidden /> {assetKindWords[kind]}
    </span>
  )
}

export function AssetStatus({ status }: { status: Asset['status'] }): React.JSX.Element {
  return <StatusChip tone={statusTones[status]} label={assetStatusWords[status]} />
}

/** The date, and in words when it needs looking at. */
export function WarrantyMark({ until }: { until: string | null }): React.JSX.Element {
  const state = warrantyState(until)
  if (until === null) return <span style={{ color: 'var(--mantine-color-dimmed)' }}>{warrantyWords.unknown}</span>
  const date = dateWords(Date.parse(`${until}T12:00:00`))
  return state === 'valid' ? <span>{date}</span> : <StatusChip tone={warrantyTones[state]} label={`${warrantyWords[state]} · ${date}`} />
}
