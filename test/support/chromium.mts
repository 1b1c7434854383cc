// Where the tests' browser is and how it is started, in one place: build/test.mjs finds or fetches it and hands it on in CHROMIUM_PATH.
export const chromiumPath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium'

export const chromiumArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage'
]

/** So long a test waits for a state, milliseconds: machines may be many times slower than ours, and waiting costs nothing when it comes. */
export const patienceMs = 120_000
