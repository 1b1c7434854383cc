// Stops a stopwatch and books its time. One that counted for hours was most likely forgotten, or the computer slept under it: then it
// asks first how long the work really took, and nothing is booked until that is said.

import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { type FormEvent, type ReactNode, useState } from 'react'
import type { Timer } from '#core/work/timer.entity.ts'
import { minutesOf, workedMs } from '#core/work/work.rules.ts'
import { timerWords as words } from '#core/words/rooms-app.ts'
import { durationWords, fullMoment } from '#renderer/ui/moments.ts'
import { type Act, useAct } from '#renderer/ui/use-act.ts'
import { readMinutes } from './read-minutes.ts'

/** From here on a stopwatch is asked about. */
const askFromMs = 4 * 3_600_000

interface Asked {
  readonly timer: Timer
  readonly name: string
  readonly counted: number
}

/** `stop` books at once or asks; `question` is what it asks, to be shown by the caller. */
export function useStopTimer(): { readonly stop: (timer: Timer, name: string) => void; readonly question: ReactNode } {
  const act = useAct()
  const [asked, setAsked] = useState<Asked | null>(null)
  const stop = (timer: Timer, name: string): void => {
    const worked = workedMs(timer, Date.now())
    if (worked >= askFromMs) setAsked({ timer, name, counted: minutesOf(worked) })
    else void act({ name: 'timer.stop', input: { id: timer.id } }, { done: words.stopped })
  }
  const question = asked === null ? null : <HowLong asked={asked} act={act} onClose={() => setAsked(null)} />
  return { stop, question }
}

function HowLong({ asked, act, onClose }: { asked: Asked; act: Act; onClose: () => void }): React.JSX.Element {
  const { timer, name, counted } = asked
  const [typed, setTyped] = useState(`${String(Math.floor(counted / 60))}:${String(counted % 60).padStart(2, '0')}`)
  const [problem, setProblem] = useState<string | null>(null)
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const minutes = readMinutes(typed)
    if (minutes === null) return setProblem(words.badMinutes)
    const input = { id: timer.id, minutes }
    const reason = await act({ name: 'timer.stop', input }, { done: words.loggedFor(durationWords(minutes)), quietRefusal: true })
    if (reason === null) onClose()
    else setProblem(reason)
  }
  const discard = (): void => {
    void act({ name: 'timer.discard', input: { id: timer.id } }, { done: words.discarded })
    onClose()
  }
  return (
    <Modal opened onClose={onClose} title={words.askTitle(name)} returnFocus>
      <form onSubmit={(event) => void submit(event)} noValidate>
        <Stack gap="sm">
          <Text size="sm">{words.askText(durationWords(counted), fullMoment(timer.startedAt))}</Text>
          <TextInput
            data-autofocus
            label={words.askMinutes}
            description={words.askHint}
            value={typed}
            error={problem}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="subtle" color="gray" mr="auto" onClick={discard}>
              {words.discard}
            </Button>
            <Button variant="default" onClick={onClose}>
              {words.keepRunning}
            </Button>
            <Button type="submit">{words.log}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
