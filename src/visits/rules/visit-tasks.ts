import { DAY_PART_NAMES, type DayPart } from '../../kernel/day-part.ts'
import type { Reason } from '../../kernel/decision.ts'
import { SIGNER_WORDS, type EventDetail, type KeptEvent } from '../terms/check-in.ts'

/** A task of a visit and what a care worker said of it. */
export interface VisitTask {
  readonly task: string
  /** Null while nobody has said it. */
  readonly done: boolean | null
  readonly reason: string | null
}

/** What was said of a visit besides its times. */
export interface VisitCare {
  readonly tasks: readonly VisitTask[]
  readonly notes: readonly string[]
  /** Who agreed that the visit was made, in words, with what they added; null while nobody was asked. */
  readonly signedBy: string | null
}

/**
 * What the events of a visit say of its tasks: each task of the list, then those that were said although the list does not have them. Of several answers
 * the one made last holds, whichever came first; of several sign-offs, too.
 */
export function visitCare(listed: readonly string[], sent: readonly KeptEvent[]): VisitCare {
  const events = [...new Map(sent.map((event) => [event.id, event])).values()].sort((a, b) => a.atSecond - b.atSecond || (a.id < b.id ? -1 : 1)).map(({ detail }) => detail)
  const said = new Map<string, Extract<EventDetail, { kind: 'task' }>>()
  for (const detail of events) if (detail.kind === 'task') said.set(detail.task, detail)
  const sign = events.findLast((detail) => detail.kind === 'sign')
  return {
    tasks: [...new Set([...listed, ...said.keys()])].map((task) => ({ task, done: said.get(task)?.done ?? null, reason: said.get(task)?.reason ?? null })),
    notes: events.flatMap((detail) => (detail.kind === 'note' ? [detail.words] : [])),
    signedBy: sign === undefined ? null : `${SIGNER_WORDS[sign.by]}${sign.words === null ? '' : ` (${sign.words})`}`,
  }
}

/** A list of tasks as it is written, one on a line: without empty lines, each once. */
export function tasksOfText(text: string): string[] {
  return [...new Set(text.split('\n').map((line) => line.replace(/\s+/g, ' ').trim()).filter((line) => line !== ''))]
}

const MOST_TASKS = 20
const MOST_CHARACTERS = 100

/** What keeps a list of tasks from being kept in place of the newest: too many, too long a task, or no change; undefined when nothing does. */
export function faultOfTasks(tasks: readonly string[], newest: readonly string[] | undefined, dayPart: DayPart): Reason | undefined {
  if (tasks.length > MOST_TASKS) return { clause: 'too-many-tasks', words: `Enter ${String(MOST_TASKS)} tasks or fewer: you entered ${String(tasks.length)}` }
  const long = tasks.find((task) => task.length > MOST_CHARACTERS)
  if (long !== undefined) return { clause: 'task-too-long', words: `Shorten “${long.slice(0, 30)}…” to ${String(MOST_CHARACTERS)} characters` }
  if (JSON.stringify(newest ?? null) === JSON.stringify(tasks)) return { clause: 'same-tasks', words: `The list of the ${DAY_PART_NAMES[dayPart].toLowerCase()} is this one already` }
  return undefined
}
