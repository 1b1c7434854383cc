// Bundles the server into one file; the packages in "dependencies" stay outside and are resolved at run time.
import { readFileSync } from 'node:fs'
import { defineConfig, type Plugin } from 'vite'

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as { dependencies: Record<string, string> }

/** The project's own package.json has no "type" (the preload is CommonJS); the server's folder says that it holds modules. */
const moduleFolder: Plugin = {
  name: 'module-folder',
  generateBundle() {
    this.emitFile({ type: 'asset', fileName: 'package.json', source: '{ "type": "module" }\n' })
  }
}

export default defineConfig({
  plugins: [moduleFolder],
  ssr: { noExternal: true, external: Object.keys(manifest.dependencies), target: 'node' },
  build: {
    ssr: 'src/server/main.ts',
    outDir: 'out/server',
    emptyOutDir: true,
    target: 'node20',
    rolldownOptions: { output: { entryFileNames: 'index.js', codeSplitting: false } }
  }
})
