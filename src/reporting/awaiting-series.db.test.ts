import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { openPage } from '../../test/support/render-page.ts'
import { openTestHouse } from '../../test/support/test-house.ts'
import { answerOffer } from '../brokerage/actions/answer-offer.ts'
import { openCallOff } from '../brokerage/actions/open-call-off.ts'
import { aMarket, aPackage, BROKER } from '../brokerage/testing/a-market.ts'
import { offerIdOf } from '../brokerage/testing/offers-of.ts'
import { changeFunding, getPackage, withdrawPackage } from '../care/public.ts'
import { systemActor, type Actor } from '../platform/access/actor.ts'
import { write } from '../platform/action/transaction.ts'
import { awaitingSeries } from './actions/awaiting-series.ts'
import { tellWeeks } from './actions/tell-weeks.ts'
import { awaitingPage } from './pages/awaiting/route.ts'

const START = Temporal.PlainDate.from('2026-03-02')
const DAYS = 42
const analyst: Actor = { ...systemActor('Ana Analyst'), role: 'analyst' }
const system = systemActor('Tendwell reporting')
const house = await openTestHouse()
const market = await aMarket(house, [['Ash', 'lead', null]])

/** What the test itself knows of each package: days counted from START, each with the day on which it was recorded. */
interface Entry {
  readonly funder: 'council' | 'nhs'
  readonly inZone: boolean
  readonly received: number
  readonly recorded: number
  /** Another payer: from which day, and on which it was recorded. */
  readonly payer: { readonly from: number; readonly recorded: number } | null
  readonly end: { readonly kind: 'placed' | 'withdrawn'; readonly on: number; readonly recorded: number } | null
}
const entry = fc.record({
  funder: fc.constantFrom('council' as const, 'nhs' as const), inZone: fc.boolean(), recorded: fc.integer({ min: 0, max: 35 }), lateBy: fc.integer({ min: 0, max: 12 }),
  payer: fc.option(fc.record({ after: fc.integer({ min: 0, max: 10 }), from: fc.integer({ min: -10, max: 10 }) }), { freq: 2 }),
  end: fc.option(fc.record({ kind: fc.constantFrom('placed' as const, 'withdrawn' as const), after: fc.integer({ min: 0, max: 20 }), backDated: fc.integer({ min: 0, max: 15 }) }), { freq: 5 }),
}).map((each): Entry => {
  const endRecorded = each.end === null ? 0 : each.recorded + each.end.after
  const kind = each.inZone ? each.end?.kind : 'withdrawn'
  return {
    funder: each.funder, inZone: each.inZone, recorded: each.recorded, received: each.recorded - each.lateBy,
    payer: each.payer === null || each.recorded + each.payer.after >= DAYS ? null : { recorded: each.recorded + each.payer.after, from: each.recorded + each.payer.after + each.payer.from },
    end: each.end === null || kind === undefined || endRecorded >= DAYS ? null : { kind, recorded: endRecorded, on: kind === 'placed' ? endRecorded : endRecorded - each.end.backDated },
  }
})
const history = fc.sample(entry, { numRuns: 45, seed: 7 })
const isOn = (on: number): Temporal.PlainDate => START.add({ days: on })
const clockAt = (day: number, time: string): void => { house.setNow(`${isOn(day).toString()}T${time}:00Z`) }

const other = (funder: Entry['funder']): Entry['funder'] => (funder === 'council' ? 'nhs' : 'council')

/** The recount: who was on the list at the close of a day, as known at the end of another. */
const waitingOn = (day: number, known: number, fits: (each: Entry) => boolean = () => true): number =>
  history.filter((each) => fits(each) && each.recorded <= known && each.received <= day && !(each.end !== null && each.end.recorded <= known && each.end.on <= day)).length

/** Who pays on a day, as known at the end of another: the other funder once its change has begun and is known. */
const payerOn = (each: Entry, day: number, known: number): 'council' | 'nhs' => (each.payer !== null && each.payer.recorded <= known && each.payer.from <= day ? other(each.funder) : each.funder)

describe('the awaiting-care list over time', () => {
  test('is made of what happened on each day, told each Monday', async () => {
    const ids = new Map<Entry, string>()
    for (let day = 0; day < DAYS; day += 1) {
      if (isOn(day).dayOfWeek === 1) {
        clockAt(day, '00:10')
        await tellWeeks(house, system)
        assert.equal(await tellWeeks(house, system), 0, 'a week is told once')
      }
      clockAt(day, '09:00')
      for (const each of history.filter((one) => one.recorded === day)) ids.set(each, (await aPackage(house, market, { funder: each.funder, receivedOn: isOn(each.received).toString(), ...(each.inZone ? {} : { zoneId: null }) })).packageId)
      clockAt(day, '10:00')
      for (const [each, packageId] of ids) {
        const { payer } = each
        if (payer?.recorded === day) await write(house, BROKER, async (work) => { await changeFunding(work, await getPackage(work, packageId), { funder: other(each.funder), nhsPercent: null, contributionPence: null, fromOn: isOn(payer.from), reason: 'Agreed with the NHS' }) })
        if (each.end?.recorded !== day) continue
        if (each.end.kind === 'withdrawn') {
          await write(house, BROKER, (work) => withdrawPackage(work, packageId, isOn(each.end?.on ?? 0), 'No longer wanted'))
          continue
        }
        await openCallOff(house, BROKER, { packageId })
        await answerOffer(house, market.coordinator('Ash'), { offerId: await offerIdOf(house, packageId, 'Ash'), answer: 'accepted', startsOn: isOn(day + 3) })
      }
    }
    assert.ok(history.some((each) => each.end?.kind === 'withdrawn' && each.end.on < each.end.recorded - 7) && history.some((each) => each.end?.kind === 'placed'))
  })

  test('equals a recount from events for any date, as known on any date', async () => {
    clockAt(DAYS, '12:00')
    for (const [to, lag] of fc.sample(fc.tuple(fc.integer({ min: 0, max: DAYS - 1 }), fc.integer({ min: 0, max: 30 })), { numRuns: 40, seed: 11 })) {
      const known = Math.min(DAYS, to + lag)
      const { weeks } = await awaitingSeries(house, analyst, { fromOn: isOn(Math.max(0, to - 20)), toOn: isOn(to), knownOn: isOn(known) })
      for (const { week, count } of weeks) {
        const day = START.until(week.endOn, { largestUnit: 'days' }).days
        const told = (fits: (cell: { readonly funder: string; readonly zoneId: string | null }) => boolean): number => count.waiting.filter(fits).reduce((sum, cell) => sum + cell.packages, 0)
        assert.equal(told(() => true), waitingOn(day, known), `${week.endOn.toString()} as known on ${isOn(known).toString()}`)
        for (const funder of ['council', 'nhs']) assert.equal(told((cell) => cell.funder === funder), waitingOn(day, known, (each) => payerOn(each, day, known) === funder))
        assert.equal(told((cell) => cell.zoneId === null), waitingOn(day, known, (each) => !each.inZone))
      }
    }
  })

  test('a week stays as it was told; what was recorded later stands beside it', async () => {
    const { weeks } = await awaitingSeries(house, analyst, { fromOn: START, toOn: isOn(DAYS - 8) })
    let later = 0
    for (const { week, told } of weeks) {
      assert.ok(told?.isIntact)
      const sunday = START.until(week.endOn, { largestUnit: 'days' }).days
      assert.equal(told.count.waiting.reduce((sum, cell) => sum + cell.packages, 0), waitingOn(sunday, sunday))
      later += told.late.referrals + told.late.withdrawals
    }
    assert.ok(later > 0)
    await assert.rejects(sql`update reporting.told_week set content = '{}'`.execute(house.db), /never changed/)
    await assert.rejects(sql`delete from reporting.told_week`.execute(house.db), /never changed/)
  })

  test('the page shows the pictures, the series and the told weeks, by funder, zone and cause', async () => {
    for (const by of ['funder', 'zone', 'cause']) {
      const { $, status } = await openPage(awaitingPage, { house, actor: analyst, query: { by, from: START.toString() } })
      assert.equal(status, 200)
      assert.equal($('svg[role="img"]').length % 2, 0)
      assert.equal($('#series tbody tr').length, 7)
      assert.match($('#told').text(), /referrals? recorded later|withdrawals? recorded later/)
    }
    await assert.rejects(awaitingSeries(house, analyst, { toOn: isOn(DAYS + 1) }), /still to come/)
    await assert.rejects(awaitingSeries(house, { ...system, role: 'provider-coordinator', organisationId: market.providerId('Ash') }, {}), /see the reports/)
  })
})
