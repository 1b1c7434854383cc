// What the desktop opens in another program, and what it never does.

import { expect, test, vi } from 'vitest'
import { isProgram, openFile } from '#main/open-file.ts'

const openPath = vi.hoisted(() => vi.fn(async (_path: string) => ''))
vi.mock('electron', () => ({ shell: { openPath } }))

test.each(['invoice.exe', 'Invoice.PDF.Scr', 'run.sh', 'a.desktop', 'link.url', 'b.lnk', 'macro.vbs', 'tool', 'x.exe.', 'y.bat ', 'z.jar'])(
  'a program is never opened: %s',
  async (name) => {
    expect(isProgram(name)).toBe(true)
    expect(await openFile(name, new Uint8Array([1]))).toBe(false)
    expect(openPath).not.toHaveBeenCalled()
  }
)

test('a document is opened from a folder of its own, under its own name, whatever path its name pretends', async () => {
  expect(await openFile('../../up/floor-plan.pdf', new Uint8Array([1, 2]))).toBe(true)
  expect(openPath.mock.calls[0]?.[0]).toMatch(/fixpoint-\w+[/\\]floor-plan\.pdf$/)
})
