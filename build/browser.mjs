// Finds a browser for the tests, or fetches one: CHROMIUM_PATH, the system's Chromium or Chrome, Playwright's own download, Debian's package.
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { run } from './run.mjs'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']
const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  join(process.env.PROGRAMFILES ?? 'C:\\Program Files', 'Google\\Chrome\\Application\\chrome.exe')
]

/** Path of a browser, or null when none is here and none could be fetched. */
export async function findBrowser() {
  return process.env.CHROMIUM_PATH ?? installed() ?? (await fromPlaywright()) ?? (await fromDebian())
}

export const noBrowser =
  'No Chromium was found and none could be fetched: install Chromium or Chrome, or set CHROMIUM_PATH to one, and run this again.'

function installed() {
  const onPath = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)))
  return [...onPath, ...places].find((path) => existsSync(path)) ?? null
}

async function fromPlaywright() {
  const { chromium } = await import('playwright-core')
  if (existsSync(chromium.executablePath())) return chromium.executablePath()
  console.log('No Chromium or Chrome is installed: fetching one with Playwright.')
  const { code } = await run('playwright', ['install', 'chromium'], { isQuiet: true })
  return code === 0 && existsSync(chromium.executablePath()) ? chromium.executablePath() : null
}

async function fromDebian() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return null
  console.log("Playwright's download can't be reached: installing Debian's Chromium.")
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  await run('apt-get', ['update'], { isQuiet: true, env })
  await run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'], { isQuiet: true, env })
  return installed()
}
