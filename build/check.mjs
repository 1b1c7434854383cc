// `npm run check`: everything but the tests that must hold before a change lands. All checks run; one plain line of counts ends them.
import { rmSync } from 'node:fs'
import { build, root, run } from './run.mjs'

const checks = {
  // From nothing: an incremental check would trust what an earlier configuration had found.
  types: () => {
    rmSync(`${root}/.types`, { recursive: true, force: true })
    return run('tsc', ['-b'], { isQuiet: true })
  },
  lint: () => run('oxlint', [], { isQuiet: true }),
  format: () => run('biome', ['format', '.'], { isQuiet: true }),
  unused: () => run('knip', [], { isQuiet: true }),
  lockfile: () => run('node', ['build/lockcheck.mjs'], { isQuiet: true }),
  architecture: () => run('vitest', ['run', '--project', 'unit', 'test/architecture.test.ts'], { isQuiet: true }),
  build: () => build({ isQuiet: true }),
  pack: () => run('node', ['build/pack.mjs'], { isQuiet: true })
}

async function main(asked) {
  let failed = 0
  const names = Object.keys(checks).filter((name) => asked.length === 0 || asked.includes(name))
  for (const name of names) {
    const { code, output } = await checks[name]()
    console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name}`)
    if (code === 0) continue
    failed++
    console.log(output)
  }
  console.log(`${names.length - failed} passed, ${failed} failed`)
  return failed
}

process.exit((await main(process.argv.slice(2))) === 0 ? 0 : 1)
