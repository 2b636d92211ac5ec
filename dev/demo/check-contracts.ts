import { guaranteeHours } from '../../src/market/actions/guarantee-hours.ts'
import { setFeeTerms } from '../../src/payment/actions/fee-terms.ts'
import { measureFees } from '../../src/payment/actions/measure-fees.ts'
import type { Actor } from '../../src/platform/access/actor.ts'
import { read } from '../../src/platform/action/transaction.ts'
import type { House } from '../../src/platform/action/work.ts'

/** Hours a week of each block: invented, a little more than what these leads hold in that zone, so that some are left. */
const BLOCK_HOURS = [540, 420] as const

/**
 * Two blocks and a fee at risk for the first paid period, by the product's own actions as of now. The figures are the demonstration's own: no
 * report gives any.
 */
export async function checkContracts(house: House, commissioner: Actor): Promise<void> {
  const { run, leads } = await read(house, commissioner, async ({ tx }) => {
    const run = await tx.selectFrom('payment.pay_run as r').innerJoin('payment.pay_run_event as e', (join) => join.onRef('e.pay_run_id', '=', 'r.id').on('e.kind', '=', 'approved')).select(['r.id', 'r.framework_id', 'r.from_on']).orderBy('r.from_on').orderBy((of) => of.selectFrom('payment.statement as s').select((is) => is.fn.countAll().as('count')).whereRef('s.pay_run_id', '=', 'r.id'), 'desc').limit(1).executeTakeFirst()
    const leads = run === undefined ? [] : await tx.selectFrom('market.standing as s').innerJoin('market.zone as z', 'z.id', 's.zone_id').innerJoin('market.provider as p', 'p.id', 's.provider_id').select(['s.zone_id', 's.provider_id']).where('s.framework_id', '=', run.framework_id).where('s.tier', '=', 'lead').where('s.from_on', '<=', run.from_on).where('s.to_on', 'is', null).where('z.name', '=', 'Northampton 1').orderBy('p.name', 'desc').limit(BLOCK_HOURS.length).execute()
    return { run, leads }
  })
  if (run === undefined) return
  const frameworkId = run.framework_id
  const fromOn = Temporal.PlainDate.from(run.from_on)
  for (const [at, lead] of leads.entries()) await guaranteeHours(house, commissioner, { frameworkId, zoneId: lead.zone_id, providerId: lead.provider_id, fromOn, weeklyMinutes: (BLOCK_HOURS[at] ?? 0) * 60 })
  await setFeeTerms(house, commissioner, { frameworkId, fromOn, document: { riskTenths: 50, bonusTenths: 0, contestDays: 14, requirements: [{ measure: 'acceptance', targetTenths: 800, weight: 2 }, { measure: 'on-time', targetTenths: 900, weight: 1 }, { measure: 'missed', targetTenths: 10, weight: 1 }] } })
  await measureFees(house, commissioner, { payRunId: run.id })
}
