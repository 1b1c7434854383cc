// Signing in: what was typed stays when it fails, and the reason is said in words. A room that breaks says so and can be tried again.

import { cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import { RoomBoundary } from '#renderer/app/RoomBoundary.tsx'
import { type Credentials, SignIn } from '#renderer/app/SignIn.tsx'
import { signInProblem } from '#renderer/app/sign-in-problem.ts'
import { UiRoot } from '#renderer/ui/UiRoot.tsx'
import { fillIn } from '../support/dom.tsx'

afterEach(cleanup)

function openSignIn(answer: string | null) {
  fillIn()
  const tried: Credentials[] = []
  const onSignIn = async (credentials: Credentials): Promise<string | null> => {
    tried.push(credentials)
    return answer
  }
  render(
    <UiRoot test>
      <SignIn serverUrl="http://127.0.0.1:1" email="" signedOut={false} onSignIn={onSignIn} />
    </UiRoot>
  )
  return { tried, user: userEvent.setup() }
}

test('server, e-mail and password are handed over as they were typed', async () => {
  const { tried, user } = openSignIn(null)
  await user.type(screen.getByRole('textbox', { name: /E-mail/ }), 'ana@desk.example')
  await user.type(screen.getByLabelText(/Password/), 'correct horse{Enter}')
  expect(tried).toEqual([{ serverUrl: 'http://127.0.0.1:1', email: 'ana@desk.example', password: 'correct horse' }])
})

test('a wrong password is said in words, and nothing that was typed is lost', async () => {
  const { user } = openSignIn(signInProblem('wrong-credentials'))
  await user.type(screen.getByRole('textbox', { name: /E-mail/ }), 'ana@desk.example')
  await user.type(screen.getByLabelText(/Password/), 'wrong{Enter}')
  expect(await screen.findByText('This e-mail and password don’t belong together.')).toBeTruthy()
  expect(screen.getByDisplayValue('ana@desk.example')).toBeTruthy()
  expect(screen.getByDisplayValue('wrong')).toBeTruthy()
})

test('an address that is none is refused before anything is sent', async () => {
  const { tried, user } = openSignIn(null)
  await user.clear(screen.getByRole('textbox', { name: /Server/ }))
  await user.type(screen.getByRole('textbox', { name: /Server/ }), 'desk')
  await user.type(screen.getByRole('textbox', { name: /E-mail/ }), 'ana@desk.example')
  await user.type(screen.getByLabelText(/Password/), 'x{Enter}')
  expect(await screen.findByText(/Expected an address such as https/)).toBeTruthy()
  expect(tried).toEqual([])
})

test('every reason that the server or the network may give has words', () => {
  for (const problem of ['wrong-credentials', 'unreachable', 'garbage', 'busy', 'server-error', 'revoked', 'too-old', 'other-person'])
    expect(signInProblem(problem)).not.toContain(problem)
  expect(signInProblem('unheard-of')).toContain('unheard-of')
})

test('a room that breaks says so, and trying again draws it anew', async () => {
  fillIn()
  let broken = true
  function Room(): React.JSX.Element {
    if (broken) throw new Error('planted')
    return <p>Whole again</p>
  }
  // React reports the caught error on the console as well; the test's output stays readable without it.
  const said = console.error
  console.error = () => undefined
  render(
    <UiRoot test>
      <RoomBoundary room="Tickets">
        <Room />
      </RoomBoundary>
    </UiRoot>
  )
  console.error = said
  expect(screen.getByText('Tickets stopped working')).toBeTruthy()
  broken = false
  await userEvent.setup().click(screen.getByRole('button', { name: 'Try again' }))
  expect(screen.getByText('Whole again')).toBeTruthy()
})
