// What waits to be sent, in order, and what is set aside.

import { Button } from '@mantine/core'
import type { OutboxItem } from '#store/contract.ts'
import { refusalSentence } from '#core/words/refusals.ts'
import { syncWords as words } from '#core/words/rooms-sync.ts'
import { Quiet, Row, Rows } from '#renderer/features/records/index.ts'
import { useCommand } from '#renderer/live/use-command.ts'
import { Section } from '#renderer/ui/Page.tsx'
import { RelativeTime } from '#renderer/ui/RelativeTime.tsx'
import { showDone, showProblem } from '#renderer/ui/undo-toast.tsx'
import { addressOf, commandTitle, inputTitle } from './outbox-words.ts'

const shownRows = 100

export function Waiting({ waiting, parked }: { waiting: readonly OutboxItem[]; parked: readonly OutboxItem[] }): React.JSX.Element {
  return (
    <>
      <Section title={words.waiting}>
        {waiting.length === 0 ? <Quiet>{words.nothingWaiting}</Quiet> : <Items label={words.waiting} items={waiting} />}
        {waiting.length > shownRows && <Quiet>{words.moreWaiting(waiting.length - shownRows)}</Quiet>}
      </Section>
      {parked.length > 0 && (
        <Section title={words.parked}>
          <Items label={words.parked} items={parked} decidable />
        </Section>
      )}
    </>
  )
}

function Items({
  label,
  items,
  decidable = false
}: {
  label: string
  items: readonly OutboxItem[]
  decidable?: boolean
}): React.JSX.Element {
  const { retry, dismiss } = useCommand()
  const again = async (item: OutboxItem): Promise<void> => {
    const result = await retry(item.commandId)
    if (result.ok) showDone(words.retried)
    else showProblem(commandTitle(item.name), refusalSentence(result.refusal))
  }
  return (
    <Rows label={label}>
      {items.slice(0, shownRows).map((item) => {
        const address = addressOf(item)
        return (
          <Row
            key={item.commandId}
            title={commandTitle(item.name)}
            note={inputTitle(item.input)}
            {...(address === null ? {} : { href: address })}
            end={
              <>
                {decidable && (
                  <>
                    <Button size="compact-xs" variant="default" onClick={() => void again(item)}>
                      {words.retry}
                    </Button>
                    <Button size="compact-xs" variant="subtle" onClick={() => void dismiss(item.commandId)}>
                      {words.dismiss}
                    </Button>
                  </>
                )}
                <Quiet>
                  <RelativeTime at={item.at} />
                </Quiet>
              </>
            }
          />
        )
      })}
    </Rows>
  )
}
