// Opens a file in the system's program for it. What could run by itself is never opened: it can only be saved, which is a person's own step.

import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { shell } from 'electron'

/** Endings of what a system would run, or that lead it to run something. */
const programs = new Set(
  (
    'app appimage applescript bash bat bin cmd com command cpl csh deb desktop dll dmg exe fish gadget hta inf ins iso jar js jse ksh lnk ' +
    'mjs msc msi msp mst msix pif pkg prf ps1 psm1 py rb reg rpm run scf scr sct sh sys url vb vbe vbs webloc workflow ws wsc wsf wsh zsh'
  ).split(' ')
)

/** True for a name that a system may run; also one without an ending, for its mode or first bytes decide then. */
export function isProgram(name: string): boolean {
  const ending = /\.([^.]+)\s*\.*\s*$/.exec(name)?.[1]?.trim().toLowerCase()
  return ending === undefined || ending === '' || programs.has(ending)
}

/** Opens it from a folder of its own; false when it is a program or no program takes it. */
export async function openFile(name: string, content: Uint8Array): Promise<boolean> {
  const plain = basename(name)
  if (isProgram(plain)) return false
  const path = join(await mkdtemp(join(tmpdir(), 'fixpoint-')), plain)
  await writeFile(path, content, { mode: 0o400 })
  return (await shell.openPath(path)) === ''
}
