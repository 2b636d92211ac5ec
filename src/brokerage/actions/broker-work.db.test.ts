import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { openTestHouse } from '../../../test/support/test-house.ts'
import { refusedAs } from '../../../test/support/refused-as.ts'
import { getPackage } from '../../care/public.ts'
import { addAccount } from '../../platform/access/actions/add-account.ts'
import { systemActor, type Actor } from '../../platform/access/actor.ts'
import type { Role } from '../../platform/access/roles.ts'
import { Forbidden } from '../../platform/action/refused.ts'
import { read, write } from '../../platform/action/transaction.ts'
import { listPlacements, placementLives, weeksNow } from '../public.ts'
import { MORE_TIME } from '../terms/query.ts'
import { aMarket, aPackage } from '../testing/a-market.ts'
import { offerIdOf } from '../testing/offers-of.ts'
import { answerOffer } from './answer-offer.ts'
import { askApprovers } from './ask-approvers.ts'
import { assignBroker } from './assign-broker.ts'
import { askForPrice, decidePrice, seePriceCost } from './change-price.ts'
import { checkSpending } from './check-spending.ts'
import { askAgain, decideSpending } from './decide-spending.ts'
import { escalateSearches } from './escalate-searches.ts'
import { extendReplyBy } from './extend-reply-by.ts'
import { lapseOffers } from './lapse-offers.ts'
import { cancelLeave, recordLeave } from './leave.ts'
import { openCallOff } from './open-call-off.ts'
import { remindProviders } from './remind-providers.ts'
import { seeApprovals } from './see-approvals.ts'
import { seePackageWork } from './see-package-work.ts'
import { seeWorkload } from './see-workload.ts'
import { shareOutWork } from './share-out-work.ts'
import { setSpendingLimit } from './spending-limits.ts'

const house = await openTestHouse()
const SYSTEM = systemActor('Tendwell brokerage')
const market = await aMarket(house, [['Ash', 'lead', null]])

async function staff(name: string, role: Role): Promise<Actor> {
  await addAccount(house, SYSTEM, { issuer: 'http://identity.example.org', subject: name, name, email: `${name.toLowerCase()}@council.example.org`, role, organisationId: null, personId: null })
  const { id } = await house.db.selectFrom('access.user_account').select('id').where('subject', '=', name).executeTakeFirstOrThrow()
  return { ...systemActor(name), userId: id, role }
}

const [PRIYA, BEA, BOB, CAL, FAY] = [await staff('Priya', 'practitioner'), await staff('Bea', 'broker'), await staff('Bob', 'broker'), await staff('Cal', 'commissioner'), await staff('Fay', 'finance-officer')]
/** Seven half hours at £20.00: £70.00 a week. */
async function referred(by: Actor): Promise<string> {
  const { packageId } = await aPackage(house, market)
  await write(house, by, async (work) => {
    work.audit({ kind: 'tried', subjectKind: 'package', subjectId: packageId })
    await checkSpending(work, [{ ...(await getPackage(work, packageId)), packageId }])
  })
  return packageId
}
const messages = async (template: string): Promise<string[]> => (await house.db.selectFrom('notify.message').select(['recipient_email', 'fields']).where('template', '=', template).orderBy('created_at').orderBy('recipient_email').execute()).map((row) => row.recipient_email.split('@')[0] ?? '')
const limit = (of: Parameters<typeof setSpendingLimit>[2]['of'], weeklyPence: number | null, mayApproveOwn = false) => setSpendingLimit(house, FAY, { of, kind: weeklyPence === null ? 'none' : 'limit', weeklyPence, mayApproveOwn, note: null })

describe('approval against a spending limit', () => {
  test('while no limit is set nothing is kept and nothing waits', async () => {
    const packageId = await referred(PRIYA)
    assert.deepEqual((await seePackageWork(house, BEA, packageId)).checks, [])
    await openCallOff(house, BEA, { packageId })
  })

  test('a package over the limit of whoever refers it is put to the lowest sufficient limit, and is searched for once somebody else approves', async () => {
    await assert.rejects(setSpendingLimit(house, CAL, { of: { role: 'commissioner' }, kind: 'none', weeklyPence: null, mayApproveOwn: false, note: null }), Forbidden)
    await limit({ role: 'practitioner' }, 6000)
    await limit({ role: 'broker' }, 6500)
    await limit({ accountId: BOB.userId ?? '' }, 7000)
    const packageId = await referred(PRIYA)
    await assert.rejects(openCallOff(house, BEA, { packageId }), refusedAs('awaiting-approval'))
    assert.equal(await askApprovers(house, SYSTEM), 1)
    assert.equal(await askApprovers(house, SYSTEM), undefined, 'the same job again tells nobody')
    assert.deepEqual(await messages('approval-wanted'), ['bob'])
    await assert.rejects(decideSpending(house, PRIYA, { packageId, isApproved: true, note: null }), refusedAs('own-request'))
    await assert.rejects(decideSpending(house, BEA, { packageId, isApproved: true, note: null }), refusedAs('limit-too-low'))
    const [seen] = await seeApprovals(house, BEA)
    assert.deepEqual([seen?.costPence, seen?.askedBy.name, seen?.fault?.includes('£65.00'), seen?.told?.told.map((each) => each.name)], [7000, 'Priya', true, ['Bob']])
    const both = await Promise.allSettled([decideSpending(house, BOB, { packageId, isApproved: true, note: null }), decideSpending(house, CAL, { packageId, isApproved: false, note: 'Too dear' })])
    assert.deepEqual(both.map((each) => each.status).toSorted(), ['fulfilled', 'rejected'], 'of two who decide at once one does')
  })

  test('a refused one is asked again with a reason, by whoever does, and always decided by another', async () => {
    const packageId = await referred(PRIYA)
    await assert.rejects(decideSpending(house, BOB, { packageId, isApproved: false, note: ' ' }), refusedAs('decision-note'))
    await decideSpending(house, BOB, { packageId, isApproved: false, note: 'Try fewer visits' })
    await assert.rejects(openCallOff(house, BEA, { packageId }), refusedAs('approval-refused'))
    assert.deepEqual(await askAgain(house, BOB, { packageId, note: 'Fewer were tried' }), { needsApproval: true })
    await assert.rejects(decideSpending(house, BOB, { packageId, isApproved: true, note: null }), refusedAs('own-request'))
    await decideSpending(house, CAL, { packageId, isApproved: true, note: null })
    assert.ok((await openCallOff(house, BEA, { packageId })).offersSent > 0)
  })

  test('one that waits too long is put to the next, then to the team lead, each kept; nobody on leave is waited for', async () => {
    const packageId = await referred(PRIYA)
    await askApprovers(house, SYSTEM)
    const { leaveId } = await recordLeave(house, BEA, { accountId: BOB.userId ?? '', fromOn: Temporal.PlainDate.from('2026-01-01'), toOn: Temporal.PlainDate.from('2026-12-31') })
    assert.equal(await askApprovers(house, SYSTEM), 1)
    await cancelLeave(house, BEA, { leaveId })
    const { escalations } = await seePackageWork(house, BEA, packageId)
    assert.deepEqual(escalations.map((each) => [each.level, each.told.map((one) => one.name), each.reasons[0]?.clause]), [[0, ['Bob'], 'asked'], [1, ['Cal'], 'away']])
    await decideSpending(house, CAL, { packageId, isApproved: true, note: null })
  })
})

test('another price of one placement is put to approvers, held against their limit by what the week then costs, and told', async () => {
  const { packageId, personId } = await aPackage(house, market, { startByOn: '2026-03-02' })
  await openCallOff(house, BOB, { packageId })
  const placed = await answerOffer(house, market.coordinator('Ash'), { offerId: await offerIdOf(house, packageId, 'Ash'), answer: 'accepted', startsOn: Temporal.PlainDate.from('2026-03-02') })
  const placementId = placed.placementId ?? ''
  const cleo = await staff('Cleo', 'commissioner')
  await limit({ accountId: cleo.userId ?? '' }, 8000)
  const asked = { placementId, fromOn: Temporal.PlainDate.from('2026-03-09'), reason: 'Two languages' }
  const { priceId } = await askForPrice(house, CAL, { ...asked, pencePerHour: 2500 })
  assert.equal(await askApprovers(house, SYSTEM), 1)
  assert.ok((await messages('approval-wanted')).includes('fay'), 'Cal asked, and Cleo’s limit is too low')
  const seen = async (who: Actor) => (await seeApprovals(house, who)).filter((each) => each.subjectId === priceId).map((each) => [each.kind, each.beforePence, each.costPence, each.fault === null])
  assert.deepEqual([await seen(FAY), await seen(cleo), await seen(BOB), await seen(PRIYA)], [[['price', 7000, 8750, true]], [['price', 7000, 8750, false]], [['price', 7000, 8750, false]], []])
  await assert.rejects(decidePrice(house, cleo, { placementId, priceId, isApproved: true, note: null }), refusedAs('limit-too-low'))
  await decidePrice(house, FAY, { placementId, priceId, isApproved: true, note: null })
  assert.deepEqual([(await messages('approval-decided')).includes('cal'), await seen(FAY)], [true, []])
  const now = async (today: string) => {
    house.setNow(`${today}T09:00:00Z`)
    return read(house, SYSTEM, async (work) => (await weeksNow(work, await listPlacements(work, { personId }), await placementLives(work, [placementId]), new Map([[packageId, (await getPackage(work, packageId)).pattern]]))).get(placementId))
  }
  const before = house.clock.now().toString().slice(0, 10)
  assert.deepEqual([(await now('2026-03-08'))?.pence, (await now('2026-03-09'))?.pence], [7000, 8750], 'what the week costs is at the price of the day')
  await now(before)
  const { priceId: lower } = await askForPrice(house, CAL, { ...asked, pencePerHour: 2400 })
  assert.deepEqual((await seePriceCost(house, cleo, { placementId, priceId: lower })), { beforePence: 8750, costPence: 8400, fault: null, mayDecide: true }, 'a lower price needs no limit')
  await decidePrice(house, cleo, { placementId, priceId: lower, isApproved: false, note: 'Not now' })
})

describe('packages given to brokers', () => {
  test('are shared out once, taken and handed over with a reason, and handed over by themselves when leave begins', async () => {
    await shareOutWork(house, SYSTEM)
    assert.equal(await shareOutWork(house, SYSTEM), undefined, 'the same job again gives nothing')
    const { rows } = await seeWorkload(house, CAL)
    const [bea, bob, nobody] = ['Bea', 'Bob', 'Nobody'].map((name) => rows.find((row) => row.name === name)?.packages ?? 0)
    assert.ok(nobody === 0 && Math.abs((bea ?? 0) - (bob ?? 0)) <= 1, JSON.stringify(rows))
    const packageId = await referred(CAL)
    await assignBroker(house, BEA, { packageId, accountId: BEA.userId, reason: '' })
    await assert.rejects(assignBroker(house, BEA, { packageId, accountId: BOB.userId, reason: ' ' }), refusedAs('hand-over-reason'))
    await recordLeave(house, CAL, { accountId: BEA.userId ?? '', fromOn: Temporal.PlainDate.from('2026-01-01'), toOn: Temporal.PlainDate.from('2026-12-31') })
    await assert.rejects(assignBroker(house, BOB, { packageId: await referred(CAL), accountId: BEA.userId, reason: 'She knows it' }), refusedAs('broker-away'))
    await shareOutWork(house, SYSTEM)
    assert.equal((await seeWorkload(house, CAL)).rows.find((row) => row.name === 'Bea')?.packages, 0)
    const { brokers } = await seePackageWork(house, BOB, packageId)
    assert.deepEqual(brokers.map((each) => [each.name, each.cause]), [['Bob', 'leave'], ['Bea', 'taken']])
  })
})

describe('reminders and escalation of searches', () => {
  test('an offer that was given more time is reminded before its new time, not before its old one', async () => {
    const packageId = await referred(CAL)
    const { callOffId, replyByAt } = await openCallOff(house, BOB, { packageId })
    assert.ok(replyByAt)
    const more = await extendReplyBy(house, BOB, { packageId, workingMinutes: MORE_TIME[1] ?? 0, reason: 'A question is open' })
    const { id } = await house.db.selectFrom('brokerage.offer').select('id').where('call_off_id', '=', callOffId).executeTakeFirstOrThrow()
    const reminded = async (now: Temporal.Instant) => {
      await remindProviders({ ...house, clock: { now: () => now } }, SYSTEM)
      return (await house.db.selectFrom('brokerage.offer_reminder').select('offer_id').where('offer_id', '=', id).execute()).length
    }
    assert.deepEqual([await reminded(replyByAt.subtract({ minutes: 20 })), await reminded(more.replyByAt.subtract({ minutes: 20 }))], [0, 1])
    await lapseOffers({ ...house, clock: { now: () => more.replyByAt } }, SYSTEM, { callOffId })
  })

  test('a provider is reminded once shortly before the time; a search that found nobody is escalated once', async () => {
    const packageId = await referred(CAL)
    const { callOffId, replyByAt } = await openCallOff(house, BOB, { packageId })
    assert.ok(replyByAt)
    await addAccount(house, SYSTEM, { issuer: 'http://identity.example.org', subject: 'ash', name: 'Ash coordinator', email: 'ash@provider.example.org', role: 'provider-coordinator', organisationId: market.providerId('Ash'), personId: null })
    const early = { ...house, clock: { now: () => replyByAt.subtract({ minutes: 31 }) } }
    const late = { ...house, clock: { now: () => replyByAt.subtract({ minutes: 30 }) } }
    await remindProviders(early, SYSTEM)
    const before = (await messages('offer-reminder')).length
    assert.ok(((await remindProviders(late, SYSTEM)) ?? 0) > 0)
    assert.equal(await remindProviders(late, SYSTEM), undefined)
    assert.ok((await messages('offer-reminder')).length > before)
    await lapseOffers({ ...house, clock: { now: () => replyByAt } }, SYSTEM, { callOffId })
    const nextDay = { ...house, clock: { now: () => replyByAt.add({ hours: 72 }) } }
    assert.equal(await escalateSearches({ ...house, clock: { now: () => replyByAt.add({ minutes: 60 }) } }, SYSTEM), undefined)
    assert.ok(((await escalateSearches(nextDay, SYSTEM)) ?? 0) > 0)
    assert.equal(await escalateSearches(nextDay, SYSTEM), undefined)
    assert.ok((await messages('search-ended-long-ago')).includes('cal'))
    const all = await read(house, SYSTEM, (work) => work.tx.selectFrom('notify.message').select('fields').execute())
    assert.ok(!JSON.stringify(all).includes('Bell'), 'no message names a person')
  })
})
