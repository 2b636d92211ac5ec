import { constants, setPriority } from 'node:os'

/** Tells the operating system that a process of this machine may wait for others. Where priorities cannot be set it runs at the one it has. */
export function lowerPriority(processId: number | undefined): void {
  try {
    if (processId !== undefined) setPriority(processId, constants.priority.PRIORITY_BELOW_NORMAL)
  } catch {
    // gone already, or not allowed here
  }
}
