// What differs between desktop and browser, behind one port: rooms ask it and never ask where they run. What a platform can't do
// stands in `can`, so that a room leaves it out instead of failing.

import type { Host } from '#store/contract.ts'

/** What the program knows about itself. */
export interface AppInfo {
  /** Null where the page doesn't know its version. */
  readonly version: string | null
  readonly locale: string
  /** Where the desktop's settings, or the page's own address, say that the server is; null: not known. */
  readonly serverUrl: string | null
  /** Profile that was used last on this desktop; null: none. */
  readonly profile: string | null
  /** Account that the program was started for; null: none. */
  readonly account: string | null
}

/** A command of the application's menu. */
export type MenuCommand = 'new-ticket' | 'palette' | 'settings' | 'undo' | 'redo'

/** A message of the operating system. `route` opens when it is clicked. */
export interface Notice {
  readonly title: string
  readonly body: string
  readonly route: string
}

/** The platform's port. */
export interface Platform {
  readonly can: { readonly notify: boolean; readonly keepSecrets: boolean }
  /** Where commands are journalled besides the database: in the desktop's main process, or in the browser's private files. */
  readonly journal: 'main' | 'browser'
  /**
   * Has a profile journalled. `offer` is called with the journal when it is this window that carries it; the answer is where it is,
   * `none` where the browser keeps no private files.
   */
  startJournal(profile: string, offer: (host: Host) => void): Promise<'main' | 'browser' | 'none'>
  info(): Promise<AppInfo>
  /** Resolves with false when the person, or the system, doesn't want messages. */
  notify(notice: Notice): Promise<boolean>
  /** Resolves with false when the person chose no place. */
  saveFile(suggestedName: string, content: Blob): Promise<boolean>
  /**
   * Prints the page as it stands: on the desktop to a PDF that is saved where the person says (false: nowhere), in a browser by its own dialog,
   * which offers PDF too.
   */
  printPdf(suggestedName: string, paper: 'A4' | 'Letter'): Promise<boolean>
  /** Opens a file in another program, after the room asked; false when it is a program itself. In a browser it comes down as a download. */
  openFile(name: string, content: Blob): Promise<boolean>
  /** Files that the person chose, of these types (such as `.csv`); none when they chose none. */
  openFiles(types: readonly string[], several: boolean): Promise<readonly File[]>
  openLink(url: string): Promise<void>
  openWindow(route: string): Promise<void>
  useProfile(profile: string | null): Promise<void>
  useServer(url: string): Promise<void>
  /** Hears the application's menu; a browser has none. Returns the way to stop. */
  onMenu(listener: (command: MenuCommand) => void): () => void
}
