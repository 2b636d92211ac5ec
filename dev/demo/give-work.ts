import { listPackages } from '../../src/care/public.ts'
import { askApprovers } from '../../src/brokerage/actions/ask-approvers.ts'
import { changeWeek } from '../../src/brokerage/actions/change-week.ts'
import { checkSpending } from '../../src/brokerage/actions/check-spending.ts'
import { shareOutWork } from '../../src/brokerage/actions/share-out-work.ts'
import { setSpendingLimit } from '../../src/brokerage/actions/spending-limits.ts'
import { systemActor, type Actor } from '../../src/platform/access/actor.ts'
import { accountOf, actorOf } from '../../src/platform/access/session.ts'
import { read, write } from '../../src/platform/action/transaction.ts'
import type { House } from '../../src/platform/action/work.ts'
import { askForVariation } from './ask-variation.ts'
import { checkContracts } from './check-contracts.ts'
import { giveMoreWork } from './give-more-work.ts'
import { sendWages } from './send-wages.ts'

const brokerage = systemActor('Tendwell brokerage')

/** Pence a week each role may commit the council to: what two care workers three times a day cost is over a practitioner's. */
const LIMITS = [['practitioner', 65_000], ['broker', 80_000], ['commissioner', null]] as const

/**
 * Gives the demonstration's accounts work: spending limits, the practitioner's referrals of the last days held against hers, a change of the week to
 * approve, questions and documents, and every waiting package a broker. After the accounts are there.
 */
export async function giveWork(house: House, issuer: string): Promise<void> {
  const finance = await actorFor(house, issuer, 'demo-finance')
  for (const [role, weeklyPence] of LIMITS) await setSpendingLimit(house, finance, { of: { role }, kind: weeklyPence === null ? 'none' : 'limit', weeklyPence, mayApproveOwn: false, note: 'Scheme of delegation' })
  const practitioner = await actorFor(house, issuer, 'demo-practitioner')
  await holdAgainstLimit(house, practitioner)
  await askForMore(house, practitioner)
  await giveMoreWork(house, { practitioner, broker: await actorFor(house, issuer, 'demo-broker'), coordinator: await actorFor(house, issuer, 'demo-coordinator') })
  const both = { commissioner: await actorFor(house, issuer, 'demo-commissioner'), coordinator: await actorFor(house, issuer, 'demo-coordinator') }
  await askForVariation(house, both)
  await sendWages(house, both)
  await checkContracts(house, both.commissioner)
  await shareOutWork(house, brokerage)
  await askApprovers(house, brokerage)
}

/** The packages that nobody was asked about yet. */
async function holdAgainstLimit(house: House, practitioner: Actor): Promise<void> {
  await write(house, practitioner, async (work) => {
    const fresh = await work.tx
      .selectFrom('care.package as k')
      .select('k.id')
      .where('k.withdrawn_on', 'is', null)
      .where('k.zone_id', 'is not', null)
      .where((is) => is.not(is.exists(is.selectFrom('brokerage.call_off as c').select('c.id').whereRef('c.package_id', '=', 'k.id'))))
      .execute()
    const packages = await listPackages(work, fresh.map((each) => each.id))
    const waiting = await checkSpending(work, packages.map((each) => ({ ...each, packageId: each.id })))
    work.audit({ kind: 'spending-checked', subjectKind: 'framework', subjectId: packages[0]?.frameworkId ?? '', detail: { packages: packages.length, waiting } })
  })
}

/** A quarter of an hour more at each visit of one placement, for good. */
async function askForMore(house: House, practitioner: Actor): Promise<void> {
  const found = await read(house, brokerage, async (work) => {
    const row = await work.tx
      .selectFrom('brokerage.placement as p')
      .leftJoin('brokerage.placement_end as e', 'e.placement_id', 'p.id')
      .select(['p.id', 'p.package_id'])
      .where('e.placement_id', 'is', null)
      .where('p.starts_on', '<', work.today.toString())
      .orderBy('p.placed_at', 'desc')
      .orderBy('p.id')
      .limit(1)
      .executeTakeFirst()
    const [carePackage] = row === undefined ? [] : await listPackages(work, [row.package_id])
    return row === undefined || carePackage === undefined ? undefined : { placementId: row.id, pattern: carePackage.pattern, fromOn: work.today.add({ days: 7 }) }
  })
  if (found === undefined) return
  await changeWeek(house, practitioner, { placementId: found.placementId, fromOn: found.fromOn, toOn: found.fromOn.add({ days: 27 }), pattern: found.pattern.map((visit) => ({ ...visit, minutes: visit.minutes + 15 })), reason: 'Slower after a fall: more time at each visit for four weeks' })
}

async function actorFor(house: House, issuer: string, subject: string): Promise<Actor> {
  const account = await accountOf(house, issuer, subject)
  if (account === undefined) throw new Error(`no account for ${subject}`)
  return actorOf(account, 'demonstration')
}
