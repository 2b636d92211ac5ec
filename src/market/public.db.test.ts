import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openTestHouse } from '../../test/support/test-house.ts'
import { systemActor } from '../platform/access/actor.ts'
import { Refused } from '../platform/action/refused.ts'
import { read } from '../platform/action/transaction.ts'
import { addFramework } from './actions/add-framework.ts'
import { endStanding } from './actions/end-standing.ts'
import { grantStandings } from './actions/grant-standings.ts'
import { liftSuspension } from './actions/lift-suspension.ts'
import { setRates } from './actions/set-rates.ts'
import { suspendProvider } from './actions/suspend-provider.ts'
import { getFramework, listRates, listStandings, listZones, providerNames, rateFor, tierTargets, zoneOfPostcode, zonesOfPostcodes } from './public.ts'
import { aSmallFramework } from './testing/small-framework.ts'

const actor = systemActor('test')
const day = (text: string) => Temporal.PlainDate.from(text)
const house = await openTestHouse()
const { frameworkId, north, south, willow, ash } = await aSmallFramework(house, actor)
const lead = { zoneId: north, providerId: willow, serviceLine: 'core', tier: 'lead' as const, rank: 1, fromOn: day('2025-04-01') }
const { standingIds } = await grantStandings(house, actor, { frameworkId, standings: [lead, { ...lead, providerId: ash, tier: 'spot', rank: 2 }, { ...lead, providerId: ash, serviceLine: 'night', fromOn: day('2026-01-01') }] })
const standing = (serviceLine: string, on: string) =>
  read(house, actor, async (work) => (await listStandings(work, { frameworkId, zoneId: north, serviceLine, on: day(on) })).map((each) => [each.providerName, each.tier, each.rating, each.suspendedReason]).sort())

test('A postcode leads to its zone by its area; an unknown one leads to none', async () => {
  await read(house, actor, async (work) => {
    assert.equal((await zoneOfPostcode(work, frameworkId, 'ZZ1 1AA'))?.id, north)
    assert.equal((await zoneOfPostcode(work, frameworkId, 'ZZ9 9ZZ')), undefined)
    const zones = await zonesOfPostcodes(work, frameworkId, ['ZZ1 1AA', 'ZZ1 1AB', 'ZZ9 9ZZ'])
    assert.deepEqual([...zones].map(([postcode, zone]) => [postcode, zone.name]).sort(), [['ZZ1 1AA', 'North Test'], ['ZZ1 1AB', 'South Test']])
    assert.deepEqual((await listZones(work, frameworkId)).map((zone) => zone.name), ['North Test', 'South Test'])
    assert.equal((await getFramework(work, frameworkId)).terms.model, 'tiered')
    assert.equal((await providerNames(work, [willow])).get(willow), 'Willow Home Care Limited')
    assert.deepEqual(await tierTargets(work, frameworkId), [{ tier: 'lead', lowPercent: 70, highPercent: 80 }])
  })
})

test('A service line without standings of its own has those of core home care, with the rating as at the date', async () => {
  assert.deepEqual(await standing('dementia', '2025-06-01'), [['Ash Care Ltd', 'spot', 'not-rated', null], ['Willow Home Care Limited', 'lead', 'good', null]])
  assert.deepEqual(await standing('night', '2025-06-01'), await standing('core', '2025-06-01'))
  assert.deepEqual(await standing('night', '2026-06-01'), [['Ash Care Ltd', 'lead', 'not-rated', null]])
  assert.deepEqual(await standing('core', '2025-03-31'), [])
})

test('Standings of a provider in a zone may not overlap, within the list or with what is held; one may begin once another has ended', async () => {
  await assert.rejects(grantStandings(house, actor, { frameworkId, standings: [{ ...lead, tier: 'spot', fromOn: day('2026-01-01') }] }), Refused)
  await assert.rejects(grantStandings(house, actor, { frameworkId, standings: [{ ...lead, zoneId: south }, { ...lead, zoneId: south }] }), Refused)
  await endStanding(house, actor, { standingId: standingIds[2] ?? '', toOn: day('2026-06-30'), reason: 'Handed back' })
  await grantStandings(house, actor, { frameworkId, standings: [{ ...lead, providerId: ash, serviceLine: 'night', fromOn: day('2026-07-01') }] })
})

test('A suspension shows from its first day to its last, and two may not overlap', async () => {
  const { suspensionId } = await suspendProvider(house, actor, { providerId: willow, fromOn: day('2026-03-02'), reviewOn: day('2026-03-30'), reason: 'Medicines' })
  await assert.rejects(suspendProvider(house, actor, { providerId: willow, fromOn: day('2026-03-10'), reviewOn: day('2026-03-30'), reason: 'Again' }), Refused)
  await liftSuspension(house, actor, { providerId: willow, suspensionId, toOn: day('2026-03-09') })
  const reasonOn = async (on: string) => (await standing('core', on)).find(([name]) => name === 'Willow Home Care Limited')?.[3]
  assert.deepEqual(await Promise.all(['2026-03-01', '2026-03-02', '2026-03-09', '2026-03-10'].map(reasonOn)), [null, 'Medicines', 'Medicines', null])
})

test('A later rate takes the place of the one before from its day, and one place has one rate from one date', async () => {
  const rate = { zoneId: north, serviceLine: null, tier: null, fromOn: day('2025-04-01'), pencePerHour: 2100 }
  await setRates(house, actor, { frameworkId, rates: [rate, { ...rate, fromOn: day('2026-04-01'), pencePerHour: 2250 }] })
  await assert.rejects(setRates(house, actor, { frameworkId, rates: [{ ...rate, pencePerHour: 2200 }] }), /already/)
  await assert.rejects(setRates(house, actor, { frameworkId, rates: [{ ...rate, fromOn: day('2031-01-01') }] }), /outside the framework/)
  const rates = await read(house, actor, (work) => listRates(work, frameworkId))
  const paid = ['2026-03-31', '2026-04-01'].map((on) => rateFor(rates, { zoneId: north, serviceLine: 'core', tier: 'lead', on: day(on) }))
  assert.deepEqual(paid.map((decision) => (decision.ok ? decision.value.pencePerHour : null)), [2100, 2250])
})

test('An area lies in one zone of a framework, and only areas that are known can', async () => {
  const base = { name: 'Other', startsOn: day('2026-01-01'), endsOn: day('2026-12-31'), paymentAnchorOn: day('2026-01-05'), terms: { model: 'ranked' as const, batchSize: 1, replyWorkingMinutes: 60, eligibility: { refusedRatings: [], languagesRequired: false } }, tierTargets: [] }
  const zone = (name: string, code: string) => ({ name, places: [], areaCodes: [code] })
  await assert.rejects(addFramework(house, actor, { ...base, zones: [zone('A', 'E01900001'), zone('B', 'E01900001')] }), /in one zone/)
  await assert.rejects(addFramework(house, actor, { ...base, zones: [zone('A', 'E01999999')] }), /not known/)
  await assert.rejects(addFramework(house, actor, { ...base, paymentAnchorOn: day('2026-01-06'), zones: [zone('A', 'E01900001')] }), /Monday/)
})
