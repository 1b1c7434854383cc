// Catches what breaks while a room is drawn: the rest of the window goes on, the room says so and can be tried again.

import { Component, type ReactNode } from 'react'
import { appWords } from '#core/words/rooms-app.ts'
import { ErrorState } from '#renderer/ui/ErrorState.tsx'

interface RoomBoundaryProps {
  readonly room: string
  readonly children: ReactNode
}

interface Caught {
  readonly error: Error | null
}

export class RoomBoundary extends Component<RoomBoundaryProps, Caught> {
  override state: Caught = { error: null }

  static getDerivedStateFromError(error: unknown): Caught {
    return { error: error instanceof Error ? error : new Error(String(error)) }
  }

  override render(): ReactNode {
    const { error } = this.state
    if (error === null) return this.props.children
    return <ErrorState title={appWords.roomBroke(this.props.room)} detail={error.message} onRetry={() => this.setState({ error: null })} />
  }
}
