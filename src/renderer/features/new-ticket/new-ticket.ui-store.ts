// The door to the form that opens over any room. Rooms may open it with what they know already (a client, an asset).

import { create } from 'zustand'

/** What the form starts with. */
export interface NewTicketStart {
  readonly clientId?: string
  readonly contactId?: string
  readonly assetId?: string
}

interface Door {
  /** Null: closed. */
  readonly opened: NewTicketStart | null
  readonly open: (start?: NewTicketStart) => void
  readonly close: () => void
}

export const useNewTicket = create<Door>((set) => ({
  opened: null,
  open: (start = {}) => set({ opened: start }),
  close: () => set({ opened: null })
}))
