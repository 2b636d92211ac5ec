import { sql } from 'kysely'
import { systemActor, type Actor } from '../../src/platform/access/actor.ts'
import { read } from '../../src/platform/action/transaction.ts'
import type { House } from '../../src/platform/action/work.ts'
import { askVariation } from '../../src/visits/actions/ask-variation.ts'
import { setExceptionSettings } from '../../src/visits/actions/exception-settings.ts'
import { USUAL_EXCEPTIONS } from '../../src/visits/terms/exception-settings.ts'

const system = systemActor('Tendwell visits')

/**
 * From today on the coordinator's framework asks for more than is usual; and the coordinator asks for the visits of whoever needed longest beyond the plan in
 * the last weeks to be paid so: of a few minutes each, or there would be nobody on some days. What was judged before stays as it was.
 */
export async function askForVariation(house: House, by: { readonly commissioner: Actor; readonly coordinator: Actor }): Promise<void> {
  const found = await read(house, system, async (work) => {
    const { rows } = await sql<{ placementId: string; frameworkId: string; fromOn: string; toOn: string }>`
      select p.placement_id as "placementId", k.framework_id as "frameworkId", min(p.visit_on)::text as "fromOn", max(p.visit_on)::text as "toOn"
      from visits.planned_visit p join brokerage.placement k on k.id = p.placement_id join visits.visit_record r on r.planned_visit_id = p.id and r.superseded_by is null
      where p.provider_id = ${by.coordinator.organisationId} and p.visit_on between ${work.today.subtract({ days: 20 }).toString()} and ${work.today.toString()}
        and p.withdrawn_at is null and r.outcome = 'delivered' and r.actual_minutes > p.minutes
      group by 1, 2 order by sum(r.actual_minutes - p.minutes) desc, 1 limit 1`.execute(work.tx)
    return rows[0]
  })
  if (found === undefined) return
  const treatments = { ...USUAL_EXCEPTIONS.treatments, 'impossible-travel': 'fix', 'overlapping-worker': 'fix', 'manual-entry': 'acknowledge', 'outside-geofence': 'acknowledge', 'no-out-call': 'acknowledge' } as const
  const today = Temporal.PlainDate.from(house.clock.now().toZonedDateTimeISO('Europe/London'))
  await setExceptionSettings(house, by.commissioner, { frameworkId: found.frameworkId, fromOn: today, document: { ...USUAL_EXCEPTIONS, missed: { rule: 'before-next', clockMinute: 1380 }, treatments }, source: 'The demonstration council’s choice' })
  await askVariation(house, by.coordinator, { placementId: found.placementId, kind: 'over-tolerance', fromOn: Temporal.PlainDate.from(found.fromOn), toOn: Temporal.PlainDate.from(found.toOn), visits: null, reason: 'Slower after an infection: washing and dressing took longer', evidence: 'Daily notes of these visits, by the care lead' })
}
