// The client's contracts: what is paid, until when. Shown only to those who may see fees.

import type { Contract } from '#core/contracts/contract.entity.ts'
import { isAllowed, type Role } from '#core/kernel/permission.ts'
import { contractModelWords } from '#core/words/records.ts'
import { clientWords as words } from '#core/words/rooms-clients.ts'
import { Card, moneyWords, Quiet, RecordLink } from '#renderer/features/records/index.ts'
import { useQuery } from '#renderer/live/use-query.ts'
import { dateWords } from '#renderer/ui/moments.ts'
import { Section } from '#renderer/ui/Page.tsx'
import { StatusChip } from '#renderer/ui/StatusChip.tsx'
import { notArchived, ofClient } from './client.queries.ts'

export function ClientContracts({ clientId, role }: { clientId: string; role: Role | null }): React.JSX.Element {
  const may = role !== null && isAllowed(role, 'contract.read')
  const contracts = useQuery<Contract>(
    may
      ? { entity: 'contract', where: [ofClient(clientId), notArchived], sort: [{ field: 'startsOn', direction: 'descending' }], limit: 20 }
      : null
  )
  return (
    <Section title={words.contracts}>
      {!may && <Quiet>{words.noContractAccess}</Quiet>}
      {may && contracts.total === 0 && !contracts.loading && <Quiet>{words.noContracts}</Quiet>}
      {contracts.rows.map((contract) => (
        <ContractCard key={contract.id} contract={contract} />
      ))}
    </Section>
  )
}

function ContractCard({ contract }: { contract: Contract }): React.JSX.Element {
  const ended = contract.endsOn !== null && Date.parse(contract.endsOn) + 86_400_000 < Date.now()
  return (
    <Card
      title={<RecordLink href={`/contracts/${contract.id}`}>{contract.name}</RecordLink>}
      actions={ended ? <StatusChip tone="neutral" label={words.ended} /> : undefined}
    >
      <span>
        {contractModelWords[contract.model]} · {moneyWords(contract.feeMinor, contract.currency)} {words.perInterval[contract.interval]}
      </span>
      <Quiet>{contract.endsOn === null ? words.openEnd : words.until(dateWords(Date.parse(`${contract.endsOn}T12:00:00`)))}</Quiet>
    </Card>
  )
}
