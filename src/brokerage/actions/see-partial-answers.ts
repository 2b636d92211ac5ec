import { getPackage, listParts, personLabels, timeBandsOf } from '../../care/public.ts'
import type { CarePackage } from '../../care/terms.ts'
import type { TimeBand } from '../../care/terms/time-band.ts'
import { providerNames } from '../../market/public.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { read } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { bankHolidays } from '../../platform/calendar/bank-holidays.ts'
import { answerDifference } from '../rules/answer-difference.ts'
import { decisionFault } from '../rules/decision-fault.ts'
import { heldUntil } from '../rules/partial-hold.ts'
import { listCallOffs } from '../store/call-off.read.ts'
import { listOffers } from '../store/offer.read.ts'
import { listPartialAnswers, listPartialDecisions } from '../store/partial-answer.read.ts'
import { listPlacementRows } from '../store/placement.read.ts'
import { SEE_BOARD } from '../terms.ts'
import type { AnswerDifference, PartialAnswer, PartialDecision } from '../terms/partial-answer.ts'

/** An answer in part beside the need. */
export interface SeenPartialAnswer {
  readonly answer: PartialAnswer
  readonly providerName: string
  readonly difference: AnswerDifference
  readonly decision: PartialDecision | null
  /** Until when its search waits for a decision; null when it waits no longer. */
  readonly heldUntil: Temporal.Instant | null
}

/** A package with every answer in part to it, oldest first. */
export interface SeenPartialAnswers {
  readonly carePackage: CarePackage
  readonly initials: string
  readonly bands: readonly TimeBand[]
  readonly answers: readonly SeenPartialAnswer[]
  /** Why a part cannot be accepted or split off now; null when it can. */
  readonly obstacle: string | null
  readonly parts: readonly CarePackage[]
}

/** What providers can do of a package that they could not take whole, each with its difference from the need. Audits `package-read`. */
export async function seePartialAnswers(house: House, actor: Actor, packageId: string): Promise<SeenPartialAnswers> {
  return read(house, actor, async (work) => {
    need(actor, SEE_BOARD)
    const carePackage = await getPackage(work, packageId)
    work.audit({ kind: 'package-read', subjectKind: 'package', subjectId: packageId, personId: carePackage.personId, detail: { part: 'partial-answers' } })
    const searches = await listCallOffs(work.tx, packageId)
    const running = searches.find((each) => each.closedAt === null)
    const offers = await listOffers(work.tx, { callOffIds: searches.map((each) => each.id) })
    const partial = offers.filter((offer) => offer.answer?.answer === 'partial')
    const ids = partial.map((offer) => offer.id)
    const answers = await listPartialAnswers(work.tx, ids)
    const decisions = await listPartialDecisions(work.tx, ids)
    const names = await providerNames(work, [...new Set(partial.map((offer) => offer.providerId))])
    const open = offers.find((offer) => offer.callOffId === running?.id && offer.answer === null)
    const isPlaced = (await listPlacementRows(work.tx, { packageId })).length > 0
    return {
      carePackage,
      initials: (await personLabels(work, [carePackage.personId])).get(carePackage.personId)?.initials ?? '',
      bands: await timeBandsOf(work),
      obstacle: decisionFault({ decision: 'accepted', isPlaced, isWithdrawn: carePackage.withdrawnOn !== null, openUntil: open?.replyByAt ?? null }, work.now)?.words ?? null,
      parts: await listParts(work, [packageId]),
      answers: partial.flatMap((offer) => {
        const answer = answers.get(offer.id)
        if (answer === undefined) return []
        const until = heldUntil(offer, searches.find((each) => each.id === offer.callOffId)?.steps[offer.step - 1], bankHolidays)
        const isWaiting = offer.callOffId === running?.id && Temporal.Instant.compare(work.now, until) < 0
        return [{ answer, providerName: names.get(offer.providerId) ?? '', difference: answerDifference(carePackage, answer), decision: decisions.get(offer.id) ?? null, heldUntil: isWaiting && !decisions.has(offer.id) ? until : null }]
      }),
    }
  })
}
