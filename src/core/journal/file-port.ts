// What the journal, its canary and its ballast need of a file system, so that the same code runs on a disk, in the browser's private
// files and under test, where every write may be torn, refused or lost. Names are plain file names in one folder.

/** An open file. */
export interface OpenFile {
  size(): Promise<number>
  /** Fewer bytes than asked where the file ends. */
  read(offset: number, size: number): Promise<Uint8Array>
  write(offset: number, bytes: Uint8Array): Promise<void>
  truncate(size: number): Promise<void>
  /** Resolves when what was written is on the disk. */
  sync(): Promise<void>
  close(): Promise<void>
}

/** One folder of files. */
export interface FilePort {
  /** Opens for reading and writing; makes the file when it isn't there. */
  open(name: string): Promise<OpenFile>
  /** Takes the place of `to` if that is there. Neither may be open. */
  rename(from: string, to: string): Promise<void>
  /** A file that isn't there is removed already. */
  remove(name: string): Promise<void>
  /** Resolves when the names themselves are on the disk. */
  syncNames(): Promise<void>
}

/** All bytes of a file; none where there is no file (which is then made, empty). */
export async function readWhole(files: FilePort, name: string): Promise<Uint8Array> {
  const file = await files.open(name)
  try {
    return await file.read(0, await file.size())
  } finally {
    await file.close()
  }
}

/** Puts a file in place as a whole: after a crash it is the old one or the new one. */
export async function replaceWhole(files: FilePort, name: string, bytes: Uint8Array): Promise<void> {
  await writeBeside(files, `${name}.new`, bytes)
  await files.rename(`${name}.new`, name)
  await files.syncNames()
}

/** Writes a file that nothing depends on yet, and syncs it. */
export async function writeBeside(files: FilePort, name: string, bytes: Uint8Array): Promise<void> {
  const file = await files.open(name)
  try {
    await file.truncate(0)
    await file.write(0, bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** True when an error says that there is no room, on a disk or in the browser's quota. */
export function isFull(error: unknown): boolean {
  return (
    error instanceof Error && /quota|ENOSPC|EDQUOT/i.test(`${error.name} ${'code' in error ? String(error.code) : ''} ${error.message}`)
  )
}
