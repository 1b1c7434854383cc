import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { ahead } from './build/ahead.mts'

// The sandboxed preload can only be CommonJS. The shared worker comes out as one file, because tests (and the app protocol)
// serve its entry alone: nothing it needs may sit in a second chunk.
export default defineConfig({
  main: { build: { rolldownOptions: { input: resolve('src/main/index.ts') } } },
  preload: { build: { rolldownOptions: { input: resolve('src/preload/index.ts'), output: { format: 'cjs' } } } },
  renderer: {
    root: 'src/renderer',
    plugins: [react(), ahead],
    worker: {
      format: 'es',
      rolldownOptions: {
        output: {
          codeSplitting: false,
          entryFileNames: ({ name }) => (name === 'worker' ? 'assets/store-worker-[hash].js' : 'assets/[name]-[hash].js')
        }
      }
    },
    build: {
      minify: true,
      rolldownOptions: { input: { index: resolve('src/renderer/index.html'), engine: resolve('src/renderer/engine.html') } }
    }
  }
})
