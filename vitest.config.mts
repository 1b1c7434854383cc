import react from '@vitejs/plugin-react'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { chromiumArgs, chromiumPath, patienceMs } from './test/support/chromium.mts'

// Six kinds of test, each its own project: build/test.mjs runs them one by one, so that one which collects nothing fails.
export default defineConfig({
  plugins: [react()],
  test: {
    passWithNoTests: false,
    // All cores: what a test waits for is another process as often as this one.
    maxWorkers: '100%',
    // Limits for a machine many times slower than the one this was written on: they only end what hangs.
    testTimeout: 240_000,
    hookTimeout: 240_000,
    teardownTimeout: 60_000,
    expect: { poll: { timeout: 60_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/architecture.test.ts', 'test/unit/**/*.test.{ts,tsx}'],
          environment: 'node'
        }
      },
      {
        extends: true,
        test: { name: 'dom', include: ['test/dom/**/*.test.{ts,tsx}'], environment: 'happy-dom' }
      },
      {
        extends: true,
        test: {
          name: 'contract',
          include: ['test/contract/**/*.test.ts'],
          exclude: ['test/contract/**/*.browser.test.ts'],
          environment: 'node',
          globalSetup: ['test/support/postgres-setup.ts']
        }
      },
      {
        extends: true,
        // Named here, so that none of them is found (and the page reloaded) in the middle of a run.
        optimizeDeps: { include: ['dexie', 'zod', 'node-diff3', 'fast-check', 'temporal-polyfill', 'big.js'] },
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.{ts,tsx}', 'test/contract/**/*.browser.test.ts'],
          // One page at a time: a browser slows down those that it takes for hidden.
          fileParallelism: false,
          browser: {
            enabled: true,
            connectTimeout: 240_000,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: { executablePath: chromiumPath, args: chromiumArgs } }),
            instances: [{ browser: 'chromium' }]
          }
        }
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          environment: 'node',
          globalSetup: ['test/support/postgres-setup.ts']
        }
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          environment: 'node',
          globalSetup: ['test/support/postgres-setup.ts'],
          // Far above what a step takes (test/support/chromium.mts says how long one may): only what hangs for good fails by time.
          testTimeout: 300_000,
          hookTimeout: 300_000,
          expect: { poll: { timeout: patienceMs } },
          fileParallelism: false
        }
      }
    ]
  }
})
