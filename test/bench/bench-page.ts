// Pages that are measured: built once into a folder, opened in a real browser on a profile that outlives the browser.

import { join } from 'node:path'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import { build } from 'vite'
import { chromiumArgs, chromiumPath } from '#test/support/chromium.mts'

/** Builds the page in `root` as the app is built: minified, each worker in one file. */
export async function buildPage(root: string, outDir: string): Promise<void> {
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    build: { outDir, emptyOutDir: true, minify: true, target: 'es2024', modulePreload: { polyfill: false } },
    worker: { format: 'es', rolldownOptions: { output: { codeSplitting: false } } }
  })
}

/** A browser that runs, with its first page at `url`. */
export interface OpenPage {
  readonly page: Page
  readonly context: BrowserContext
  close(): Promise<void>
}

/** Builds a script that the driver puts into a page; gives its file. */
export async function buildScript(entry: string, outDir: string): Promise<string> {
  const lib = { entry, formats: ['iife' as const], name: 'script', fileName: () => 'script.js' }
  await build({ configFile: false, logLevel: 'warn', build: { outDir, emptyOutDir: true, lib, target: 'es2024' } })
  return join(outDir, 'script.js')
}

/** Starts a browser on a profile folder. */
export function launch(profile: string): Promise<BrowserContext> {
  const viewport = { width: 1280, height: 800 }
  return chromium.launchPersistentContext(profile, { executablePath: chromiumPath, args: chromiumArgs, viewport })
}

/** Starts a browser on a profile folder, with a page. */
export async function openPage(url: string, profile: string): Promise<OpenPage> {
  const context = await launch(profile)
  const page = context.pages()[0] ?? (await context.newPage())
  page.setDefaultTimeout(180_000)
  page.on('pageerror', (error) => console.error('error in the page:', error.message))
  await page.goto(url, { waitUntil: 'load' })
  return { page, context, close: () => context.close() }
}

/** Runs something in a browser of its own. */
export async function withPage<T>(url: string, profile: string, use: (page: Page, context: BrowserContext) => Promise<T>): Promise<T> {
  const open = await openPage(url, profile)
  try {
    return await use(open.page, open.context)
  } finally {
    await open.close()
  }
}
