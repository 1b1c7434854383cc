// The client's places: address, local time, how to get in.

import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Site } from '#core/clients/site.entity.ts'
import { clientWords as words } from '#core/words/rooms-clients.ts'
import { Card, Cards, Quiet, RecordForm } from '#renderer/features/records/index.ts'
import { useQuery } from '#renderer/live/use-query.ts'
import { Section } from '#renderer/ui/Page.tsx'
import { useAct } from '#renderer/ui/use-act.ts'
import { siteForm } from './client.forms.ts'
import { notArchived, ofClient } from './client.queries.ts'
import { AddButton } from './ClientPeople.tsx'

export function ClientSites({ clientId, currency }: { clientId: string; currency: string }): React.JSX.Element {
  const [editing, setEditing] = useState<Site | 'new' | null>(null)
  const act = useAct()
  const sites = useQuery<Site>({
    entity: 'site',
    where: [ofClient(clientId), notArchived],
    sort: [{ field: 'name', direction: 'ascending' }],
    limit: 60
  })
  const site = editing === 'new' ? null : editing
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
        <RecordForm
          title={site === null ? words.newSite : words.editSite(site.name)}
          draftKey={site === null ? `site:new:${clientId}` : `site:${site.id}`}
          fields={siteForm}
          initial={site ?? { timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone }}
          currency={currency}
          onClose={() => setEditing(null)}
          onSave={(values) =>
            site === null
              ? act(
                  { name: 'site.create', input: newSite(clientId, values) },
                  { done: words.created(String(values['name'])), quietRefusal: true }
                )
              : act({ name: 'site.edit', input: { id: site.id, fields: values } }, { done: words.saved(site.name), quietRefusal: true })
          }
        />
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
    </Card>
  )
}

/** A new site stands in this machine's zone unless another was chosen. */
function newSite(clientId: string, values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return { clientId, timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone, ...values }
}
