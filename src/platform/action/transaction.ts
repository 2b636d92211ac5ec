import { sql } from 'kysely'
import { londonDate } from '../../kernel/london.ts'
import type { Actor } from '../access/actor.ts'
import { appendAudit } from '../audit/append.write.ts'
import type { AuditEvent } from '../audit/event.ts'
import type { Tx } from '../db/handles.ts'
import type { OutgoingJob } from '../jobs/topic.ts'
import { queueNews } from '../webhooks/queue-news.ts'
import type { News } from '../webhooks/webhook-topic.ts'
import type { House, Work } from './work.ts'

/**
 * Does one action: one transaction under the actor's database role, with its audit and its jobs inside it.
 * Throws when the action leaves no audit event: a write that nobody can trace is a bug.
 */
export async function write<T>(house: House, actor: Actor, action: (work: Work) => Promise<T>): Promise<T> {
  return inTransaction(house, actor, action, true, assumeRole)
}

/**
 * As `write`, on tables that are the house's own (sessions), in the actor's name and under the council's database role whoever
 * they are. For the platform alone.
 */
export async function writeForHouse<T>(house: House, actor: Actor, action: (work: Work) => Promise<T>): Promise<T> {
  return inTransaction(house, actor, action, true, assumeCouncil)
}

/** Does one read in its own transaction under the actor's database role; reads of a person's record still leave their audit event. */
export async function read<T>(house: House, actor: Actor, look: (work: Work) => Promise<T>): Promise<T> {
  return inTransaction(house, actor, look, false, assumeRole)
}

async function inTransaction<T>(house: House, actor: Actor, body: (work: Work) => Promise<T>, mustAudit: boolean, assume: (tx: Tx, actor: Actor) => Promise<void>): Promise<T> {
  const now = house.clock.now()
  const events: AuditEvent[] = []
  const jobs: OutgoingJob[] = []
  const news: News[] = []
  return house.db.transaction().execute(async (tx) => {
    await assume(tx, actor)
    const result = await body({
      tx,
      actor,
      now,
      today: londonDate(now),
      audit: (event) => void events.push(event),
      publish: (topic, payload, options) => void jobs.push({ topic: topic.name, payload: topic.payload.parse(payload), ...options }),
      announce: (topic, organisationIds, data) => void news.push({ topic: topic.name, organisationIds, data: topic.data.parse(data) }),
    })
    if (mustAudit && events.length === 0) throw new Error('an action finished without an audit event')
    if (events.length === 0 && jobs.length === 0 && news.length === 0) return result
    // The trail and the queue belong to the owner, and so does knowing who listens: neither wall's role can touch them.
    await sql`reset role`.execute(tx)
    jobs.push(...(await queueNews(house.db, tx, news, now)))
    if (jobs.length > 0) await house.jobs.send(tx, jobs)
    if (events.length > 0) await appendAudit(tx, actor, now, events)
    return result
  })
}

/** Takes on the database role behind which row-level security stands. `set local` ends with the transaction. Without parameters, so that it goes with the begin. */
async function assumeRole(tx: Tx, actor: Actor): Promise<void> {
  if (actor.role === 'person') {
    await sql`select set_config('tendwell.person_id', ${sql.lit(actor.personId ?? '')}, true), set_config('role', 'tendwell_person', true)`.execute(tx)
    return
  }
  if (actor.organisationId === null) return assumeCouncil(tx)
  await sql`select set_config('tendwell.organisation_id', ${sql.lit(actor.organisationId)}, true), set_config('role', 'tendwell_provider', true)`.execute(tx)
}

async function assumeCouncil(tx: Tx): Promise<void> {
  await sql`set local role tendwell_council`.execute(tx)
}
