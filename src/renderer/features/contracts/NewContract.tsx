// The forms that write down and change a contract. A new one opens, because its clauses come next.

import { useMemo } from 'react'
import { useLocation } from 'wouter'
import type { Contract } from '#core/contracts/contract.entity.ts'
import { deriveId } from '#core/kernel/ids.ts'
import type { Organisation } from '#core/organisation/organisation.entity.ts'
import { contractWords as words } from '#core/words/rooms-contracts.ts'
import { customQuestions, gatherCustom, RecordForm, spreadCustom, useCustomFields } from '#renderer/features/records/index.ts'
import { useQuery } from '#renderer/live/use-query.ts'
import { todayAt } from '#renderer/ui/moments.ts'
import { useAct } from '#renderer/ui/use-act.ts'
import { contractDefaults, contractForm, newContractForm } from './contract.forms.ts'

/** Writes down a contract; a client may be given. */
export function NewContract({ clientId = null, onClose }: { clientId?: string | null; onClose: () => void }): React.JSX.Element | null {
  const act = useAct()
  const [, navigate] = useLocation()
  const organisation = useQuery<Organisation>({ entity: 'organisation', limit: 1 })
  const { definitions, ready } = useCustomFields('contract')
  const fields = useMemo(
    () => [...(clientId === null ? newContractForm : contractForm), ...customQuestions(definitions)],
    [clientId, definitions]
  )
  if (organisation.loading || !ready) return null
  const currency = organisation.rows[0]?.currency ?? 'EUR'
  const start = { ...contractDefaults, currency, startsOn: todayAt(Date.now()), ...(clientId === null ? {} : { clientId }) }
  return (
    <RecordForm
      title={words.newContract}
      draftKey={clientId === null ? 'contract:new' : `contract:new:${clientId}`}
      fields={fields}
      initial={start}
      currency={currency}
      saveLabel={words.create}
      onClose={onClose}
      onSave={(values, refused) =>
        act(
          { name: 'contract.create', input: { ...start, ...gatherCustom(values, {}) } },
          {
            done: words.created(String(values['name'])),
            quietRefusal: true,
            refused,
            saved: ([commandId]) => {
              // The contract is the first thing that the command makes.
              if (commandId !== undefined) navigate(`/contracts/${deriveId(commandId, 1)}`)
            }
          }
        )
      }
    />
  )
}

/** Changes a contract. */
export function EditContract({ contract, onClose }: { contract: Contract; onClose: () => void }): React.JSX.Element | null {
  const act = useAct()
  const { definitions, ready } = useCustomFields('contract')
  const fields = useMemo(() => [...contractForm, ...customQuestions(definitions)], [definitions])
  if (!ready) return null
  return (
    <RecordForm
      title={words.editContract(contract.name)}
      draftKey={`contract:${contract.id}`}
      fields={fields}
      // Contracts from before included time was a field of its own keep it as prepaid minutes.
      initial={spreadCustom({ ...contract, includedMinutes: contract.includedMinutes ?? contract.prepaidMinutes })}
      currency={contract.currency}
      onClose={onClose}
      onSave={(values, refused) =>
        act(
          { name: 'contract.edit', input: { id: contract.id, fields: gatherCustom(values, contract.custom) } },
          { done: words.saved(contract.name), quietRefusal: true, refused }
        )
      }
    />
  )
}
