import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { z } from 'zod'
import { addAccount } from '../../../platform/access/actions/add-account.ts'
import { systemActor } from '../../../platform/access/actor.ts'
import { openTestHouse } from '../../../../test/support/test-house.ts'
import { refusedAs } from '../../../../test/support/refused-as.ts'
import { Forbidden, NotFound } from '../../../platform/action/refused.ts'
import { answerOffer } from '../../actions/answer-offer.ts'
import { awardDirectly, seeAwardChoices } from '../../actions/award-directly.ts'
import { confirmStart } from '../../actions/confirm-start.ts'
import { handBack } from '../../actions/hand-back.ts'
import { openCallOff } from '../../actions/open-call-off.ts'
import { recordDeath } from '../../actions/record-death.ts'
import { takeBackDeath } from '../../actions/take-back-death.ts'
import { seeBoard } from '../../actions/see-board.ts'
import { seePackage } from '../../actions/see-package.ts'
import { seePlacement } from '../../actions/see-placements.ts'
import { transferPlacement } from '../../actions/transfer-placement.ts'
import { lifeJobs } from '../../jobs/life-jobs.ts'
import { offerJobs } from '../../jobs/offer-jobs.ts'
import { BROKER, aMarket, aPackage, suspend } from '../../testing/a-market.ts'
import { auditKinds, offerIdOf, offersOf, searchesOf } from '../../testing/offers-of.ts'
import { linesOf } from './change-deeds.ts'
import { readVisitLines, visitLines } from '../refer/visit-lines.ts'

const house = await openTestHouse({ handlers: [...lifeJobs, ...offerJobs] })
const market = await aMarket(house, [['Ash', 'lead', null], ['Birch', 'lead', null], ['Cedar', 'secondary', null]])
await house.db.updateTable('market.framework').set({ notice_days: 28 }).where('id', '=', market.frameworkId).execute()
const day = (text: string) => Temporal.PlainDate.from(text)

/** A package that Ash holds from 2 March 2026, which is today. */
async function held(): Promise<{ placementId: string; personId: string; packageId: string }> {
  const { packageId, personId } = await aPackage(house, market, { startByOn: '2026-03-02' })
  await openCallOff(house, BROKER, { packageId })
  const { placementId } = await answerOffer(house, market.coordinator('Ash'), { offerId: await offerIdOf(house, packageId, 'Ash'), answer: 'accepted', startsOn: day('2026-03-02') })
  return { placementId: placementId ?? '', personId, packageId }
}
const ash = market.coordinator('Ash')

describe('a package handed back', () => {
  test('with the framework’s notice ends on its last day, and is on the board at once as a new package of the same person and week', async () => {
    const { placementId, personId, packageId } = await held()
    await handBack(house, ash, { placementId, lastOn: day('2026-03-30'), isAtOnce: false, reason: 'travel', note: null })
    await house.runJobs()
    const seen = await seePlacement(house, BROKER, placementId)
    assert.deepEqual([seen.placement.endsOn?.toString(), seen.endReason, seen.life.handBack?.isAtOnce], ['2026-03-30', 'provider-handed-back', false])
    const row = (await seeBoard(house, BROKER)).find((each) => each.carePackage.personId === personId)
    assert.deepEqual([row?.carePackage.source, row?.carePackage.startByOn.toString(), row?.carePackage.weeklyMinutes], ['provider-hand-back', '2026-03-31', 210])
    assert.equal(row?.carePackage.id, seen.life.followOn?.packageId)
    assert.notEqual(row?.carePackage.id, packageId)
    assert.deepEqual((await auditKinds(house, personId)).filter((kind) => ['package-handed-back', 'placement-ended', 'referral-received'].includes(kind)), ['referral-received', 'package-handed-back', 'placement-ended', 'referral-received'])
    await assert.rejects(handBack(house, ash, { placementId, lastOn: day('2026-03-31'), isAtOnce: false, reason: 'travel', note: null }), refusedAs('already-ended'))
  })

  test('sooner than the notice says so and why', async () => {
    const { placementId } = await held()
    const sooner = { placementId, lastOn: day('2026-03-29'), reason: 'risk-to-care-workers' as const }
    await assert.rejects(handBack(house, ash, { ...sooner, isAtOnce: false, note: null }), refusedAs('notice-short'))
    await assert.rejects(handBack(house, ash, { ...sooner, isAtOnce: true, note: null }), refusedAs('notice-reason'))
    await handBack(house, ash, { ...sooner, isAtOnce: true, note: 'Two care workers were bitten by a dog' })
    assert.equal((await seePlacement(house, ash, placementId)).life.handBack?.isAtOnce, true)
  })

  test('is so by its provider alone, and once', async () => {
    const { placementId } = await held()
    const asked = { placementId, lastOn: day('2026-03-30'), isAtOnce: false, reason: 'travel' as const, note: null }
    await assert.rejects(handBack(house, market.coordinator('Birch'), asked), NotFound)
    await assert.rejects(handBack(house, BROKER, asked), Forbidden)
    const all = await Promise.allSettled([1, 2, 3].map(() => handBack(house, ash, asked)))
    assert.equal(all.filter((each) => each.status === 'fulfilled').length, 1)
  })
})

test('a death taken back puts a package that waited back on the board under a new reference, with its wait; its withdrawn offers stay withdrawn', async () => {
  const { placementId, personId } = await held()
  await handBack(house, ash, { placementId, lastOn: day('2026-03-30'), isAtOnce: false, reason: 'travel', note: null })
  await house.runJobs()
  const waits = async () => (await seeBoard(house, BROKER)).filter((each) => each.carePackage.personId === personId).map((each) => each.carePackage)
  const [before] = await waits()
  await openCallOff(house, BROKER, { packageId: before?.id ?? '' })
  await recordDeath(house, ash, { placementId, diedOn: day('2026-03-02') })
  await house.runJobs()
  assert.deepEqual(await waits(), [])
  const back = await takeBackDeath(house, BROKER, { placementId, reason: 'A letter for somebody else' })
  await house.runJobs()
  const [after] = await waits()
  assert.deepEqual([back.placements, back.packages.map((each) => each.packageId), after?.receivedOn.toString(), after?.startByOn.toString()], [1, [after?.id], before?.receivedOn.toString(), before?.startByOn.toString()])
  assert.deepEqual([await offersOf(house, before?.id ?? ''), await offersOf(house, after?.id ?? '')].map((offers) => offers.every((offer) => offer.endsWith('withdrawn'))), [true, true])
  const seen = await seePlacement(house, ash, placementId)
  assert.deepEqual([seen.placement.endsOn?.toString(), seen.life.death, seen.life.deathsTakenBack.map((each) => each.takenBack?.reason)], ['2026-03-30', null, ['A letter for somebody else']])
})

describe('a transfer', () => {
  test('to a chosen provider asks that one alone, and the order says so for everybody', async () => {
    const { placementId } = await held()
    const { packageId } = await transferPlacement(house, BROKER, { placementId, lastOn: day('2026-03-15'), reason: 'Her sister is cared for by them', toProviderId: market.providerId('Cedar') })
    assert.deepEqual(await offersOf(house, packageId), ['Cedar: open'])
    const [search] = (await seePackage(house, BROKER, packageId)).searches
    assert.deepEqual(search?.callOff.steps.map((step) => step.label), ['Direct award'])
    assert.match(search.places.find((place) => place.providerName === 'Cedar')?.reasons[0]?.words ?? '', /Her sister is cared for by them/)
    assert.deepEqual(search.places.filter((place) => place.step === null).map((place) => place.reasons[0]?.clause), ['direct-award', 'direct-award'])
    const { placementId: next } = await answerOffer(house, market.coordinator('Cedar'), { offerId: await offerIdOf(house, packageId, 'Cedar'), answer: 'accepted', startsOn: day('2026-03-16') })
    assert.ok(next)
  })

  test('to a provider that could not be asked is refused with its reasons, and nothing has changed', async () => {
    const { placementId } = await held()
    await suspend(house, market.providerId('Birch'), '2026-03-01')
    await assert.rejects(transferPlacement(house, BROKER, { placementId, lastOn: day('2026-03-15'), reason: 'Her choice', toProviderId: market.providerId('Birch') }), refusedAs('not-askable'))
    assert.equal((await seePlacement(house, BROKER, placementId)).placement.endsOn, null)
  })

  test('without a provider leaves the new package on the board', async () => {
    const { placementId, personId } = await held()
    const { packageId } = await transferPlacement(house, BROKER, { placementId, lastOn: day('2026-03-15'), reason: 'A fresh start', toProviderId: null })
    assert.equal((await seeBoard(house, BROKER)).find((each) => each.carePackage.personId === personId)?.carePackage.id, packageId)
  })
})

describe('a direct award of a package that waits', () => {
  const asked = { ground: 'persons-choice' as const, reason: 'She said so on 2 March', thenOrder: true }

  test('asks the chosen provider first, keeps the ground and the reason in the order for ever, and asks the others when it declines', async () => {
    const { packageId, personId } = await aPackage(house, market)
    const opened = await awardDirectly(house, BROKER, { ...asked, packageId, providerId: market.providerId('Cedar') })
    assert.deepEqual([await offersOf(house, packageId), opened.offersSent], [['Cedar: open'], 1])
    await answerOffer(house, market.coordinator('Cedar'), { offerId: await offerIdOf(house, packageId, 'Cedar'), answer: 'declined', reason: 'no-capacity', note: null })
    await house.runJobs()
    assert.ok((await offersOf(house, packageId)).includes('Ash: open'), String(await offersOf(house, packageId)))
    const [search] = (await seePackage(house, BROKER, packageId)).searches
    assert.match(search?.places.find((place) => place.providerName === 'Cedar')?.reasons[0]?.words ?? '', /asked first.*The person chose this provider: She said so on 2 March/)
    assert.ok((await auditKinds(house, personId)).includes('package-awarded-directly'))
    await assert.rejects(awardDirectly(house, BROKER, { ...asked, packageId, providerId: market.providerId('Ash') }), refusedAs('already-on-offer'))
  })

  test('is refused for a provider that may not be asked, for a ground that the records contradict, and to anybody but brokers', async () => {
    const { packageId } = await aPackage(house, market, { startByOn: '2026-03-20' })
    const cedar = { ...asked, packageId, providerId: market.providerId('Cedar') }
    await assert.rejects(awardDirectly(house, BROKER, { ...cedar, providerId: market.providerId('Birch') }), refusedAs('not-askable'), 'it is suspended')
    assert.deepEqual((await seeAwardChoices(house, BROKER, packageId)).leftOut.map((place) => [place.providerName, place.reasons[0]?.clause]), [['Birch', 'suspended']])
    await assert.rejects(awardDirectly(house, BROKER, { ...cedar, ground: 'existing-provider' }), refusedAs('not-existing'))
    await assert.rejects(awardDirectly(house, BROKER, { ...cedar, ground: 'urgent' }), refusedAs('not-urgent'))
    await assert.rejects(awardDirectly(house, BROKER, { ...cedar, reason: ' ' }), refusedAs('award-reason'))
    await assert.rejects(awardDirectly(house, ash, cedar), Forbidden)
    await awardDirectly(house, BROKER, { ...cedar, ground: 'other', thenOrder: false })
    await answerOffer(house, market.coordinator('Cedar'), { offerId: await offerIdOf(house, packageId, 'Cedar'), answer: 'declined', reason: 'no-capacity', note: null })
    await house.runJobs()
    assert.deepEqual(await searchesOf(house, packageId), ['exhausted'], 'nobody else is asked')
  })
})

test('a start is confirmed once, not before the first day and not for a day to come', async () => {
  const { placementId } = await held()
  await assert.rejects(confirmStart(house, ash, { placementId, startedOn: day('2026-03-03') }), refusedAs('start-to-come'))
  await assert.rejects(confirmStart(house, ash, { placementId, startedOn: day('2026-03-01') }), refusedAs('start-too-early'))
  await addAccount(house, systemActor('test'), { issuer: 'http://identity.example.org', subject: 'bea', name: BROKER.name, email: 'bea@council.example.org', role: 'practitioner', organisationId: null, personId: null })
  await confirmStart(house, ash, { placementId, startedOn: day('2026-03-02') })
  await house.runJobs()
  const told = await house.db.selectFrom('notify.message').select(['recipient_email', 'fields']).where('template', '=', 'care-started').execute()
  assert.deepEqual(told.map((each) => each.recipient_email), ['bea@council.example.org'], 'the practitioner who referred is told')
  assert.deepEqual(Object.keys(z.record(z.string(), z.string()).parse(told[0]?.fields)).toSorted(), ['link', 'package', 'started-on'], 'without personal data')
  await assert.rejects(confirmStart(house, BROKER, { placementId, startedOn: day('2026-03-02') }), refusedAs('already-started'))
})

test('a week put into the lines of the form is read back as the same week', () => {
  const pattern = [1, 3, 5].map((dayOfWeek) => ({ dayOfWeek, earliestMinute: 450, latestMinute: 480, minutes: 30, workers: 2 as const, timeCritical: true })).concat([{ dayOfWeek: 7, earliestMinute: 1140, latestMinute: 1140, minutes: 15, workers: 2, timeCritical: false }])
  const typed = readVisitLines(visitLines(linesOf(pattern), false))
  assert.deepEqual(typed.visits.map(({ visit }) => visit), pattern)
})
