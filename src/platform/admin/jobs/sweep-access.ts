import { systemActor } from '../../access/actor.ts'
import { deleteKeysBefore } from '../../access/store/idempotency-key.write.ts'
import { deleteExpiredSessions } from '../../access/store/session.write.ts'
import { write } from '../../action/transaction.ts'
import { forgetChanges } from '../../db/version.ts'
import type { JobHandler } from '../../jobs/handler.ts'

/** A program that asks again does so within minutes; a week covers one that was off over a long weekend. */
const KEYS_KEPT_DAYS = 7

/** Every night: forgets idempotency keys older than a week, sessions that have ended, and which transactions changed a list that is kept. Safe to run twice. */
export const sweepAccess: JobHandler = {
  topic: 'platform.access-sweep',
  name: 'delete old idempotency keys, ended sessions and notes of what changed',
  cron: '20 3 * * *',
  handle: async (house) => {
    await write(house, systemActor('Access sweep'), async (work) => {
      const keys = await deleteKeysBefore(work.tx, work.now.subtract({ hours: KEYS_KEPT_DAYS * 24 }))
      const sessions = await deleteExpiredSessions(work.tx, work.now)
      const notes = await forgetChanges(work.tx)
      work.audit({ kind: 'access-swept', subjectKind: 'session', subjectId: 'old', detail: { keys, sessions, notes } })
    })
  },
}
