import { systemActor, type Actor } from '../../src/platform/access/actor.ts'
import { read } from '../../src/platform/action/transaction.ts'
import type { House } from '../../src/platform/action/work.ts'
import { mondayOf } from '../../src/kernel/date-range.ts'
import { londonDate } from '../../src/kernel/london.ts'
import { sendWageReturn } from '../../src/payment/actions/send-wage-return.ts'
import { setWageAssumptions } from '../../src/payment/actions/set-wage-assumptions.ts'
import { listStatements } from '../../src/payment/store/statement.read.ts'

/** Figures of the demonstration alone: none of them is published as usual. Eighteen miles an hour; two per cent waiting, one and a half training. */
const ASSUMED = { speedTenths: 180, waitingTenths: 20, trainingTenths: 15, place: 'uk' } as const
const RATE_PENCE = 1310
const STATED = { minutes: { contact: 96_000, travel: 14_400, waiting: 1_200, training: 2_400 }, wagesPence: 2_394_000, costsPence: 0 } as const

/** The council sets what it assumes; the coordinator's provider states its rate of pay for the last four weeks, another one its hours and wages of two of them. */
export async function sendWages(house: House, by: { readonly commissioner: Actor; readonly coordinator: Actor }): Promise<void> {
  const until = mondayOf(londonDate(house.clock.now()))
  await setWageAssumptions(house, by.commissioner, ASSUMED)
  await sendWageReturn(house, by.coordinator, { group: '', fromOn: until.subtract({ days: 28 }), toOn: until.subtract({ days: 1 }), stated: { kind: 'rate', ratePence: RATE_PENCE, paid: ['travel', 'training'] }, replacesId: null, reason: '' })
  const statements = await read(house, systemActor('Demonstration finance'), (work) => listStatements(work.tx, {}))
  const other = statements.map((each) => each.providerId).toSorted().find((id) => id !== by.coordinator.organisationId)
  if (other === undefined) return
  const sender: Actor = { ...systemActor('Demonstration provider'), role: 'provider-finance', organisationId: other }
  await sendWageReturn(house, sender, { group: '', fromOn: until.subtract({ days: 28 }), toOn: until.subtract({ days: 15 }), stated: { kind: 'wages', ...STATED }, replacesId: null, reason: '' })
}
