import { sql } from 'kysely'
import { runPayment } from '../../src/payment/actions/run-payment.ts'
import { systemActor } from '../../src/platform/access/actor.ts'
import { read } from '../../src/platform/action/transaction.ts'
import type { House } from '../../src/platform/action/work.ts'
import { verifyChain } from '../../src/platform/audit/verify.read.ts'
import type { MadeCouncil } from '../demo/make-council.ts'
import type { CouncilPlan } from '../demo/council.ts'

/** Something that must be true of every council, however it was made. */
export interface StoryCheck {
  readonly name: string
  readonly holds: boolean
  /** The numbers it compared. */
  readonly detail: string
}

const teller = systemActor('Story')

/** The checks, each from the database and none from the program's own counters where the two can be told apart. */
export async function storyChecks(house: House, plan: CouncilPlan, made: MadeCouncil): Promise<StoryCheck[]> {
  const figure = async (text: ReturnType<typeof sql<{ n: number }>>): Promise<number> => read(house, teller, async (work) => (await text.execute(work.tx)).rows[0]?.n ?? 0)
  const equal = (name: string, ours: number, theirs: number): StoryCheck => ({ name, holds: ours === theirs, detail: `${String(ours)} = ${String(theirs)}` })
  const lastWeek = plan.until.subtract({ weeks: 1 })

  const referred = plan.caseload.reduce((sum, each) => sum + each.weeklyMinutes, 0)
  const inBooks = await figure(sql`select sum(p.weekly_minutes)::int as n from care.package p join brokerage.placement b on b.package_id = p.id`)
  const waiting = await figure(sql`select coalesce(sum(p.weekly_minutes), 0)::int as n from care.package p where p.withdrawn_on is null and not exists (select from brokerage.placement b where b.package_id = p.id)`)
  const planned = await figure(sql`select sum(v.minutes * v.workers)::int as n from visits.planned_visit v where v.withdrawn_at is null and v.visit_on between ${lastWeek.toString()} and ${lastWeek.add({ days: 6 }).toString()}
    and v.placement_id in (${wholeWeek(lastWeek)})`)
  const pattern = await figure(sql`select sum(p.weekly_minutes)::int as n from brokerage.placement b join care.package p on p.id = b.package_id where b.id in (${wholeWeek(lastWeek)})`)
  const rowsKept = await figure(sql`select count(*)::int as n from visits.visit_record`)
  const paidTwice = await figure(sql`select count(*)::int as n from (select from payment.pay_line where kind = 'visit' group by provider_id, coalesce(planned_visit_id::text, visit_reference) having count(*) > 1) t`)
  const lines = await figure(sql`select coalesce(sum(pence), 0)::bigint as n from payment.pay_line`)
  const statements = await figure(sql`select coalesce(sum(total_pence), 0)::bigint as n from payment.statement`)
  const twoHold = await figure(sql`select count(*)::int as n from (select from brokerage.offer_answer a join brokerage.offer o on o.id = a.offer_id where a.answer = 'accepted' group by o.package_id having count(*) > 1) t`)
  const again = await runPaymentAgain(house, plan, made)
  const chain = await verifyChain(house.db)
  return [
    equal('Hours are conserved: hours referred = hours placed + hours waiting (minutes a week)', inBooks + waiting, referred),
    equal('Hours planned in the last week = weekly patterns of the placements of that whole week (minutes)', planned, pattern),
    equal('Every row of every visit file is accounted for: rows written = new + changed + repeated + refused', made.files.new + made.files.changed + made.files.repeated + made.files.refused, made.rowsWritten),
    equal('Every new or changed row is kept as a record', rowsKept, made.files.new + made.files.changed),
    equal('No package was given to two providers', twoHold, 0),
    equal('No visit is paid twice', paidTwice, 0),
    equal('Lines sum to statements (pence)', lines, statements),
    { name: 'Running payment again changes nothing', holds: again, detail: again ? 'nothing was written' : 'something was written' },
    { name: 'The audit chain is whole', holds: chain.whole, detail: `${String(chain.events)} events` },
  ]
}

/** Placements that held from the Monday to the Sunday of a week. */
function wholeWeek(monday: Temporal.PlainDate) {
  return sql`select b.id from brokerage.placement b left join brokerage.placement_end e on e.placement_id = b.id
    where b.starts_on <= ${monday.toString()} and (e.ends_on is null or e.ends_on >= ${monday.add({ days: 6 }).toString()})`
}

async function runPaymentAgain(house: House, plan: CouncilPlan, made: MadeCouncil): Promise<boolean> {
  const count = async (): Promise<number> => read(house, teller, async (work) => Number((await sql<{ n: number }>`select count(*)::int as n from payment.pay_line`.execute(work.tx)).rows[0]?.n))
  const before = await count()
  const periodFromOn = plan.until.subtract({ weeks: 4 })
  const run = await runPayment(house, teller, { frameworkId: made.market.frameworkId, periodFromOn })
  return run.already && (await count()) === before
}
