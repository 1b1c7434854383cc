// Starts the built app for a test: the built main process in plain Node with a stand-in for `electron`, and each of its windows (the hidden
// engine window too) a page of a real Chromium with the built preload and renderer. Run `npm run build` first.

import { type ChildProcess, fork } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type BrowserContext, chromium, type Frame, type Page } from 'playwright-core'
import { type AppOriginServer, type SchemeAnswer, serveAppOrigin, toAppUrl, toBrowserUrl } from './app-origin.ts'
import { chromiumArgs, chromiumPath, patienceMs } from './chromium.mts'
import { installBridge } from './page-bridge.ts'
import { browserPid, killHard } from './processes.ts'

export interface LaunchOptions {
  /** Where the app keeps everything; reuse it to start the same installation again. */
  readonly userData: string
  /** Address of the server, or of the test's proxy before it. */
  readonly server?: string
  /** The sample account that the app signs in as. */
  readonly account?: string
  readonly env?: Readonly<Record<string, string>>
  readonly viewport?: { readonly width: number; readonly height: number }
}

/** Something that main did and no page shows: a link opened outside, a dialog. */
export interface Note {
  readonly kind: string
  readonly value: unknown
}

/** What main's stand-in sends; which fields are there depends on `type`. */
interface MainMessage {
  readonly type: string
  readonly id: number
  readonly window: number
  readonly value: unknown
  readonly error?: string
  readonly kind: string
  readonly bounds: { readonly width: number; readonly height: number }
  readonly preload?: string
  readonly sandbox: boolean
  readonly url: string
  readonly channel: string
  readonly args: readonly unknown[]
  readonly options: { readonly pageSize: string }
}

/** What main asks of every printing. */
const printing = { printBackground: true, preferCSSPageSize: true, tagged: true }

interface Waiter {
  readonly resolve: (value: unknown) => void
  readonly reject: (error: Error) => void
}

export class RunningApp {
  readonly notes: Note[] = []
  /** Uncaught errors and console errors of all pages. */
  readonly errors: string[] = []
  /** What main wrote. */
  output = ''
  readonly #pages = new Map<number, Page>()
  readonly #waiting = new Map<number, Waiter>()
  #count = 0
  #context: BrowserContext | null = null
  #origin: AppOriginServer | null = null
  readonly #main: ChildProcess
  readonly #options: LaunchOptions

  private constructor(main: ChildProcess, options: LaunchOptions) {
    this.#main = main
    this.#options = options
  }

  static async launch(options: LaunchOptions): Promise<RunningApp> {
    mkdirSync(options.userData, { recursive: true })
    let app: RunningApp | null = null
    const origin = await serveAppOrigin((request) => {
      if (app === null) throw new Error('main has not started yet')
      return app.ask({ type: 'fetch', ...request }) as Promise<SchemeAnswer>
    })
    const context = await openBrowser(options, origin.chromiumArg)
    app = new RunningApp(forkMain(options), options)
    app.#origin = origin
    app.#context = context
    await app.#connect(context)
    return app
  }

  async #connect(context: BrowserContext): Promise<void> {
    context.setDefaultTimeout(patienceMs)
    await context.exposeBinding('__ipcInvoke', async ({ page, frame }: { page: Page; frame: Frame }, channel: string, args: unknown[]) => {
      try {
        const isMainFrame = frame === page.mainFrame()
        return {
          value: await this.ask({ type: 'invoke', window: this.#idOf(page), url: toAppUrl(frame.url()), isMainFrame, channel, args })
        }
      } catch (error) {
        return { error: messageOf(error) }
      }
    })
    const collect = (data: Buffer): void => {
      this.output += data.toString()
    }
    this.#main.stdout?.on('data', collect)
    this.#main.stderr?.on('data', collect)
    this.#main.on('message', (message) => void this.#onMessage(message as MainMessage))
    this.#main.on('exit', () => this.#failWaiting())
  }

  /** Asks main's stand-in (see electron-stand-in/index.cjs). */
  ask(message: { readonly type: string; readonly [field: string]: unknown }): Promise<unknown> {
    const id = ++this.#count
    return new Promise((resolve, reject) => {
      if (!this.#main.connected) return reject(new Error(`main is gone\n${this.output}`))
      this.#waiting.set(id, { resolve, reject })
      this.#main.send({ ...message, id }, (error) => error !== null && reject(error))
    })
  }

  async #onMessage(message: MainMessage): Promise<void> {
    if (message.type === 'reply') return this.#settle(message)
    if (message.type === 'note') return void this.notes.push({ kind: message.kind, value: message.value })
    try {
      this.#answer({ id: message.id, value: await this.#do(message) })
    } catch (error) {
      this.#answer({ id: message.id, error: messageOf(error) })
    }
  }

  /** A main that was killed hears no answer; with a callback that is no error of the test's own process. */
  #answer(answer: { readonly id: number; readonly value?: unknown; readonly error?: string }): void {
    if (this.#main.connected) this.#main.send({ type: 'answer', ...answer }, () => undefined)
  }

  #settle({ id, value, error }: MainMessage): void {
    const waiter = this.#waiting.get(id)
    this.#waiting.delete(id)
    if (error === undefined) waiter?.resolve(value)
    else waiter?.reject(new Error(error))
  }

  #failWaiting(): void {
    for (const waiter of this.#waiting.values()) waiter.reject(new Error(`main ended\n${this.output}`))
    this.#waiting.clear()
  }

  async #do(message: MainMessage): Promise<unknown> {
    const page = this.#pages.get(message.window)
    if (message.type === 'window') return this.#openPage(message)
    if (message.type === 'load') return void (await page?.goto(toBrowserUrl(message.url)))
    if (message.type === 'print') return page?.pdf({ format: message.options.pageSize, ...printing })
    if (message.type === 'renderer-event') return page?.evaluate(emitInPage, [message.channel, message.args] as const)
    if (message.type === 'close-window') {
      this.#pages.delete(message.window)
      await page?.close()
    }
    return undefined
  }

  async #openPage({ window, bounds, preload, sandbox }: MainMessage): Promise<void> {
    if (this.#context === null) throw new Error('the browser is gone')
    const page = await this.#context.newPage()
    this.#pages.set(window, page)
    page.on('pageerror', (error) => this.errors.push(error.stack ?? String(error)))
    page.on('console', (line) => line.type() === 'error' && this.errors.push(line.text()))
    page.on('close', () => {
      if (this.#pages.delete(window)) void this.ask({ type: 'pageClosed', window }).catch(() => undefined)
    })
    await page.setViewportSize(this.#options.viewport ?? bounds)
    if (preload !== undefined) await page.addInitScript(asInitScript(preload, sandbox))
  }

  #idOf(page: Page): number {
    for (const [id, candidate] of this.#pages) if (candidate === page) return id
    throw new Error('a page that is no window asked main')
  }

  /** The windows that a person sees, in the order of opening. */
  rooms(): Page[] {
    return [...this.#pages.values()].filter((page) => page.url().includes('/index.html'))
  }

  /** Waits for the room with this number (0 is the first). */
  async room(number = 0): Promise<Page> {
    return this.#until(() => this.rooms()[number], `room ${number} did not open`)
  }

  /** Waits for the hidden engine window. */
  async engine(): Promise<Page> {
    return this.#until(
      () => [...this.#pages.values()].find((page) => page.url().includes('/engine.html')),
      'the engine window did not open'
    )
  }

  async #until<T>(find: () => T | undefined, otherwise: string): Promise<T> {
    const end = Date.now() + patienceMs
    while (Date.now() < end && this.#main.exitCode === null && this.#main.signalCode === null) {
      const found = find()
      if (found !== undefined) return found
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    throw new Error(`${otherwise}\n${this.output}\n${this.errors.join('\n')}`)
  }

  /** Presses a menu item by its labels (or roles), outermost first. */
  async menu(...labels: string[]): Promise<void> {
    await this.ask({ type: 'menu', labels })
  }

  /** What the person will choose in the next dialog. */
  async answerDialog(value: unknown): Promise<void> {
    await this.ask({ type: 'dialogAnswer', value })
  }

  /** Quits as a person would, and returns main's exit code. */
  async quit(): Promise<number | null> {
    const ended = this.#mainEnded()
    if (this.#main.connected) this.ask({ type: 'quit' }).catch(() => undefined)
    const code = await ended
    await this.#closeBrowser()
    return code
  }

  /** SIGKILL of main and browser at once, as a power cut of both. */
  async kill(): Promise<void> {
    const ended = this.#mainEnded()
    const pid = browserPid(profileFolder(this.#options))
    this.#main.kill('SIGKILL')
    if (pid !== null) await killHard(pid)
    await ended
    await this.#closeBrowser()
  }

  #mainEnded(): Promise<number | null> {
    if (this.#main.exitCode !== null || this.#main.signalCode !== null) return Promise.resolve(this.#main.exitCode)
    return new Promise((resolve) => this.#main.once('exit', resolve))
  }

  async #closeBrowser(): Promise<void> {
    this.#pages.clear()
    await this.#context?.close().catch(() => undefined)
    this.#origin?.close()
  }
}

/** The preload is put in as a function, not as text to be evaluated: the pages' policy forbids eval. */
function asInitScript(preload: string, sandbox: boolean): string {
  return `(${installBridge.toString()})(function (require, module, exports) {\n${preload}\n}, ${sandbox})`
}

const profileFolder = ({ userData }: LaunchOptions): string => resolve(userData, 'chromium')

function openBrowser(options: LaunchOptions, hostRule: string): Promise<BrowserContext> {
  return chromium.launchPersistentContext(profileFolder(options), {
    executablePath: chromiumPath,
    headless: true,
    timeout: patienceMs,
    args: [...chromiumArgs, hostRule],
    viewport: options.viewport ?? { width: 1280, height: 800 }
  })
}

function forkMain({ userData, server, account, env }: LaunchOptions): ChildProcess {
  return fork(resolve('out/main/index.js'), [], {
    execArgv: ['--require', join(import.meta.dirname, 'electron-stand-in/boot.cjs')],
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: {
      ...process.env,
      NODE_OPTIONS: '',
      STAND_IN_USER_DATA: resolve(userData),
      ...(server === undefined ? {} : { FIXPOINT_SERVER: server }),
      ...(account === undefined ? {} : { FIXPOINT_ACCOUNT: account }),
      ...env
    }
  })
}

function emitInPage([channel, args]: readonly [string, readonly unknown[]]): void {
  const emit = (window as unknown as Record<string, (channel: string, args: readonly unknown[]) => void>)['__ipcEmit']
  emit?.(channel, args)
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
