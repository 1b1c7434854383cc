// The built server as a process of its own, as `npm start` runs it. Run `npm run build` first.

import { type ChildProcess, spawn } from 'node:child_process'
import { resolve } from 'node:path'

export interface BuiltServer {
  readonly address: string
  readonly child: ChildProcess
  readonly ended: Promise<void>
}

/** Resolves once it listens. @throws with what it wrote when it ends before */
export async function startBuiltServer(env: Readonly<Record<string, string>>): Promise<BuiltServer> {
  const child = spawn(process.execPath, [resolve('out/server/index.js')], {
    env: { ...process.env, PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe']
  })
  const ended = new Promise<void>((done) => child.once('close', () => done()))
  let output = ''
  const address = await new Promise<string>((done, fail) => {
    const read = (chunk: Buffer): void => {
      output += chunk.toString()
      const found = /listening on (http:\/\/[\w.:]+)/.exec(output)?.[1]
      if (found !== undefined) done(found)
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    void ended.then(() => fail(new Error(`the server did not start\n${output}`)))
  })
  return { address, child, ended }
}
