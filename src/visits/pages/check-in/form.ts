import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { textOf } from '../../../platform/web/form.ts'
import type { FormBody } from '../../../platform/web/route.ts'

/** The event that a form without scripts says, in the words of a phone's; what is missing is found where all events are read. */
export function eventOfForm(body: FormBody, nowMs: number): Record<string, unknown> {
  const field = (name: string): string => textOf(body, name)
  const orNull = (name: string): string | null => field(name) || null
  const sentId = z.uuid().safeParse(field('eventId'))
  // A form sent twice carries the same id, and counts once.
  const event = { id: sentId.success ? sentId.data : randomUUID(), plannedVisitId: Number(field('plannedVisitId')), phoneAtMs: nowMs, kind: field('kind') }
  switch (event.kind) {
    case 'in':
    case 'out':
      return { ...event, proof: field('code') === '' ? { by: 'hand', reasonCode: field('reasonCode'), note: orNull('note'), saidTime: orNull('saidTime') } : { by: 'tag', code: field('code') } }
    case 'task':
      return { ...event, task: field('task'), done: field('done') === 'yes', reason: orNull('note') }
    case 'note':
      return { ...event, words: field('words') }
    case 'outcome':
      return { ...event, outcome: field('outcome'), words: orNull('words') }
    default:
      return { ...event, by: field('by'), words: orNull('words') }
  }
}
