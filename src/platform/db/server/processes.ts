import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** A process, told apart from a later one that was given the same number. */
export interface ProcessMark {
  readonly pid: number
  readonly bornAt: string
}

/** This process. */
export function ownMark(): ProcessMark {
  return { pid: process.pid, bornAt: birthOf(process.pid) ?? 'unknown' }
}

/** Answers whether that very process still runs. After a restart of a machine or container its number may be a stranger's. */
export function isRunning(mark: ProcessMark): boolean {
  return birthOf(mark.pid) === mark.bornAt
}

/** The command line of a running process, or undefined when there is no such process. */
export function commandOf(pid: number): string | undefined {
  if (process.platform !== 'linux') return ps(pid, 'args=')
  return readProc(`/proc/${String(pid)}/cmdline`)?.replaceAll('\0', ' ')
}

function birthOf(pid: number): string | undefined {
  if (process.platform !== 'linux') return ps(pid, 'lstart=')
  const stat = readProc(`/proc/${String(pid)}/stat`)
  if (stat === undefined) return undefined
  // The command's name, in brackets, may hold spaces: fields are counted after it. Field 3 is the state, 22 the start in ticks since boot.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  if (fields[0] === 'Z') return undefined
  return `${readProc('/proc/sys/kernel/random/boot_id')?.trim() ?? ''} ${fields[19] ?? ''}`
}

function readProc(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

function ps(pid: number, column: string): string | undefined {
  const answer = spawnSync('ps', ['-p', String(pid), '-o', column], { encoding: 'utf8' })
  return answer.status === 0 ? answer.stdout.trim() : undefined
}
