// The client's places: address, local time, how to get in.

import { Button } from '@mantine/core'
import { useMemo, useState } from 'react'
import type { Site } from '#core/clients/site.entity.ts'
import { clientWords as words } from '#core/words/rooms-clients.ts'
import {
  Card,
  Cards,
  CustomLines,
  gatherCustom,
  Quiet,
  RecordForm,
  spreadCustom,
  useCustomFields
} from '#renderer/features/records/index.ts'
import { useQuery } from '#renderer/live/use-query.ts'
import { Section } from '#renderer/ui/Page.tsx'
import { useAct } from '#renderer/ui/use-act.ts'
import { siteForm } from './client.forms.ts'
import { notArchived, ofClient } from './client.queries.ts'
import { AddButton } from './ClientPeople.tsx'

export function ClientSites({ clientId, currency }: { clientId: string; currency: string }): React.JSX.Element {
  const [editing, setEditing] = useState<Site | 'new' | null>(null)
  const sites = useQuery<Site>({
    entity: 'site',
    where: [ofClient(clientId), notArchived],
    sort: [{ field: 'name', direction: 'ascending' }],
    limit: 60
  })
  return (
    <Section title={words.sites} actions={<AddButton label={words.newSite} onClick={() => setEditing('new')} />}>
      {sites.total === 0 && !sites.loading ? (
        <Quiet>{words.noSites}</Quiet>
      ) : (
        <Cards>
          {sites.rows.map((each) => (
            <SiteCard key={each.id} site={each} onEdit={() => setEditing(each)} />
          ))}
        </Cards>
      )}
      {editing !== null && (
        <SiteForm clientId={clientId} currency={currency} site={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />
      )}
    </Section>
  )
}

function SiteCard({ site, onEdit }: { site: Site; onEdit: () => void }): React.JSX.Element {
  return (
    <Card
      title={site.name}
      actions={
        <Button size="compact-xs" variant="subtle" onClick={onEdit} aria-label={words.editSite(site.name)}>
          {words.edit}
        </Button>
      }
    >
      <span style={{ whiteSpace: 'pre-wrap' }}>{[site.address, site.city].filter((part) => part !== '').join(', ')}</span>
      <Quiet>{site.timeZone.replaceAll('_', ' ')}</Quiet>
      {site.accessNotes !== '' && <Quiet>{site.accessNotes}</Quiet>}
      <CustomLines entity="site" values={site.custom} />
    </Card>
  )
}

interface SiteFormProps {
  readonly clientId: string
  readonly currency: string
  readonly site: Site | null
  readonly onClose: () => void
}

function SiteForm({ clientId, currency, site, onClose }: SiteFormProps): React.JSX.Element | null {
  const act = useAct()
  const { definitions, ready } = useCustomFields('site')
  const fields = useMemo(() => siteForm(definitions), [definitions])
  if (!ready) return null
  return (
    <RecordForm
      title={site === null ? words.newSite : words.editSite(site.name)}
      draftKey={site === null ? `site:new:${clientId}` : `site:${site.id}`}
      fields={fields}
      initial={site === null ? { timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone } : spreadCustom(site)}
      currency={currency}
      onClose={onClose}
      onSave={(values, refused) =>
        site === null
          ? act(
              { name: 'site.create', input: newSite(clientId, gatherCustom(values, {})) },
              { done: words.created(String(values['name'])), quietRefusal: true, refused }
            )
          : act(
              { name: 'site.edit', input: { id: site.id, fields: gatherCustom(values, site.custom) } },
              { done: words.saved(site.name), quietRefusal: true, refused }
            )
      }
    />
  )
}

/** A new site stands in this machine's zone unless another was chosen. */
function newSite(clientId: string, values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return { clientId, timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone, ...values }
}
