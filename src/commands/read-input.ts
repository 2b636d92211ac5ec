import { readFile, stat } from 'node:fs/promises'
import { Refused } from '../platform/action/refused.ts'

/** Reads a file that a command was given. Refused in words when there is none. */
export async function readInput(file: string): Promise<Buffer> {
  const found = await stat(file).catch(() => undefined)
  if (found?.isFile() !== true) throw new Refused('no-file', `There is no file "${file}": check the path.`)
  return readFile(file)
}
