import { recordSubcontract } from '../../src/brokerage/actions/record-subcontract.ts'
import { systemActor } from '../../src/platform/access/actor.ts'
import { read } from '../../src/platform/action/transaction.ts'
import type { House } from '../../src/platform/action/work.ts'
import type { CouncilPlan } from './council.ts'
import { houseAt } from './house-at.ts'
import { coordinatorOf } from './place-packages.ts'
import type { StandingMarket } from './set-up-market.ts'

const reader = systemActor('Demonstration subcontracts')

/** Lets each lead pass whole packages on, at the council's rate, to providers that stand in the zone, until its planned share is reached. */
export async function passHoursOn(house: House, plan: CouncilPlan, market: StandingMarket): Promise<void> {
  const percent = plan.passedOnPercent
  if (percent === undefined) return
  const at = houseAt(house, plan.now, plan.now)
  const held = await read(at, reader, (work) =>
    work.tx
      .selectFrom('brokerage.placement as p')
      .innerJoin('care.package as k', 'k.id', 'p.package_id')
      .select(['p.id', 'p.provider_id', 'p.zone_id', 'p.starts_on', 'p.pence_per_hour', 'k.weekly_minutes'])
      .where('p.framework_id', '=', market.frameworkId)
      .where('p.tier', '=', 'lead')
      .orderBy('k.reference')
      .execute(),
  )
  const others = await read(at, reader, (work) => work.tx.selectFrom('market.standing').select(['zone_id', 'provider_id']).where('framework_id', '=', market.frameworkId).where('tier', '!=', 'lead').orderBy('provider_id').execute())
  for (const [leadId, placements] of Map.groupBy(held, (each) => each.provider_id)) {
    let left = (placements.reduce((sum, each) => sum + each.weekly_minutes, 0) * percent) / 100
    for (const [index, placement] of placements.entries()) {
      const takers = others.filter((each) => each.zone_id === placement.zone_id)
      const taker = takers[index % Math.max(1, takers.length)]
      if (left <= 0 || taker === undefined) break
      const fromOn = Temporal.PlainDate.from(placement.starts_on)
      await recordSubcontract(at, coordinatorOf(leadId), { placementId: placement.id, subcontractorId: taker.provider_id, fromOn, toOn: null, weeklyMinutes: placement.weekly_minutes, pencePerHour: placement.pence_per_hour })
      left -= placement.weekly_minutes
    }
  }
}
