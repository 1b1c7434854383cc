// Bundles the server into one file; the packages in "dependencies" stay outside and are resolved at run time.
import { readFileSync } from 'node:fs'
import { defineConfig } from 'vite'

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as { dependencies: Record<string, string> }

export default defineConfig({
  ssr: { noExternal: true, external: Object.keys(manifest.dependencies), target: 'node' },
  build: {
    ssr: 'src/server/main.ts',
    outDir: 'out/server',
    emptyOutDir: true,
    target: 'node20',
    rolldownOptions: { output: { entryFileNames: 'index.mjs', codeSplitting: false } }
  }
})
