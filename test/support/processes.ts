// Finds and kills the browser of one profile folder: Playwright does not hand out the process of a persistent context.

import { execFileSync } from 'node:child_process'

/** The browser's own process for `profileFolder`, or null. */
export function browserPid(profileFolder: string): number | null {
  const lines = execFileSync('ps', ['-axww', '-o', 'pid=,args='], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 }).split('\n')
  const line = lines.find((text) => text.includes(`--user-data-dir=${profileFolder}`) && !text.includes('--type='))
  return line === undefined ? null : Number.parseInt(line, 10)
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** SIGKILL, and waits until the process is gone. */
export async function killHard(pid: number): Promise<void> {
  if (isAlive(pid)) process.kill(pid, 'SIGKILL')
  while (isAlive(pid)) await new Promise((resolve) => setTimeout(resolve, 5))
}
