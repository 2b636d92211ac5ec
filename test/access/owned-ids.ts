import { randomUUID } from 'node:crypto'
import type { SmallCouncil } from '../support/small-council.ts'
import type { TestHouse } from '../support/test-house.ts'
import type { Visitor } from './visitor.ts'

/** What one visitor may put in the place of a parameter: an id that is theirs to open, and ids that are not. */
export interface Choice {
  /** Undefined when there is none: then every id must be answered "not found". */
  readonly own: string | undefined
  readonly foreign: readonly string[]
}

/** The ids for each parameter name, by visitor. A route with a name that is not here fails the access test. */
export type OwnedIds = Readonly<Record<string, (visitor: Visitor) => Choice>>

type Letter = 'a' | 'b'

/** The name of the tokens that may be revoked without anybody's being missed. */
export const SPARE_TOKEN = 'spare'

/** The subject of an account that nobody is signed in to. */
export const SPARE_ACCOUNT = 'spare'

/** The care worker of each provider whose check-in link the forms and calls may take back. */
export const SPARE_WORKER = 'W-2'

const MADE_UP_NUMBER = '999999999'

/** Finds ids of provider A, of provider B and of neither for every parameter that routes have. */
export async function ownedIds(house: TestHouse, council: SmallCouncil, held: ReadonlyMap<string, string>, personId: string, secrets: Readonly<Record<string, string>>): Promise<OwnedIds> {
  const { db } = house
  const providerId = (letter: Letter): string => council.providers[letter].id
  const first = async (rows: Promise<readonly { readonly id: string | number }[]>): Promise<string> => {
    const [row] = await rows
    if (row === undefined) throw new Error('the small council has no such row')
    return String(row.id)
  }
  const offers = (letter: Letter) =>
    db.selectFrom('brokerage.offer as offer').leftJoin('brokerage.offer_answer as answer', 'answer.offer_id', 'offer.id').innerJoin('care.package as package', 'package.id', 'offer.package_id')
      .where('offer.provider_id', '=', providerId(letter)).where('answer.offer_id', 'is', null).where('offer.reply_by_at', '>', house.clock.now().toString())
  const asked = await db.selectFrom('visits.asked_import').select(['id', 'asked_by_account']).execute()
  const waitingPerson = await db.selectFrom('care.package as package').leftJoin('brokerage.call_off as call_off', 'call_off.package_id', 'package.id').select(['package.id', 'package.person_id']).where('call_off.id', 'is', null).executeTakeFirstOrThrow()
  const placements = (letter: Letter) => db.selectFrom('brokerage.placement').where('provider_id', '=', providerId(letter)).orderBy('placed_at')
  const statements = (letter: Letter) => db.selectFrom('payment.statement').where('provider_id', '=', providerId(letter))
  const lines = (letter: Letter) => db.selectFrom('payment.pay_line').where('provider_id', '=', providerId(letter)).orderBy('id')
  const planned = (letter: Letter) => db.selectFrom('visits.planned_visit').where('provider_id', '=', providerId(letter)).orderBy('id')
  const files = (letter: Letter) => db.selectFrom('visits.visit_file').where('provider_id', '=', providerId(letter)).orderBy('received_at')
  const both = async (find: (letter: Letter) => Promise<string>): Promise<Record<Letter, string>> => ({ a: await find('a'), b: await find('b') })
  const tokenOf = (organisationId: string | null) => db.selectFrom('access.api_token').select('id').where('organisation_id', organisationId === null ? 'is' : '=', organisationId).where('name', '=', SPARE_TOKEN).execute()
  const endpointOf = (organisationId: string | null) => db.selectFrom('webhooks.endpoint').select('id').where('organisation_id', organisationId === null ? 'is' : '=', organisationId).execute()
  const deliveryOf = (organisationId: string | null) => db.selectFrom('webhooks.delivery').select('id').where('organisation_id', organisationId === null ? 'is' : '=', organisationId).execute()

  return {
    offerId: byProvider(await both((letter) => first(offers(letter).select('offer.id').execute()))),
    placementId: byProvider(await both((letter) => first(placements(letter).select('id').execute()))),
    subcontractId: byProvider(await both((letter) => first(db.selectFrom('brokerage.subcontract').select('id').where('provider_id', '=', providerId(letter)).execute()))),
    statementId: byProvider(await both((letter) => first(statements(letter).select('id').execute()))),
    payLineId: byProvider(await both((letter) => first(lines(letter).select('id').execute())), [], MADE_UP_NUMBER),
    plannedVisitId: byProvider(await both((letter) => first(planned(letter).select('id').execute())), [], MADE_UP_NUMBER),
    checkInLinkId: byProvider(await both((letter) => first(db.selectFrom('visits.check_in_link').select('id').where('provider_id', '=', providerId(letter)).where('worker_reference', '=', SPARE_WORKER).execute()))),
    homeTagId: byProvider(await both((letter) => first(db.selectFrom('visits.home_tag').select('id').where('provider_id', '=', providerId(letter)).execute()))),
    // Whoever has the secret has the link; nobody finds one by guessing.
    checkInToken: ({ key }) => (key === 'person' ? { own: undefined, foreign: [randomUUID()] } : { own: secrets[key.startsWith('b ') ? 'b' : 'a'], foreign: [randomUUID()] }),
    visitFileId: byProvider(await both((letter) => first(files(letter).select('id').execute()))),
    packageId: byProvider(await both((letter) => first(placements(letter).select('package_id as id').execute())), [waitingPerson.id]),
    // A person whom a provider is only offered, and one whom nobody has been asked about, are nobody's yet.
    personId: byProvider({ a: personId, b: await first(placements('b').select('person_id as id').execute()) }, [waitingPerson.person_id, await first(offers('a').select('package.person_id as id').execute())]),
    callOffId: byProvider(await both((letter) => first(offers(letter).select('offer.call_off_id as id').execute()))),
    providerId: byProvider({ a: providerId('a'), b: providerId('b') }),
    suspensionId: shared(await first(db.selectFrom('market.suspension').select('id').execute())),
    standingId: byProvider(await both((letter) => first(db.selectFrom('market.standing').select('id').where('provider_id', '=', providerId(letter)).execute()))),
    accountId: shared(await first(db.selectFrom('access.user_account').select('id').where('subject', '=', SPARE_ACCOUNT).execute())),
    frameworkId: shared(council.frameworkId),
    zoneId: shared(council.zoneIds.north),
    assignmentId: shared(await first(db.selectFrom('brokerage.assignment').select('id').execute())),
    line: shared('1'),
    ruleSetId: shared(await first(db.selectFrom('payment.rule_set').select('id').execute())),
    exportNr: shared('1'),
    holdId: shared(await first(db.selectFrom('payment.hold').select('id').execute())),
    invoiceId: byProvider(await both((letter) => first(db.selectFrom('payment.invoice').select('id').where('provider_id', '=', providerId(letter)).execute()))),
    variationId: byProvider(await both((letter) => first(db.selectFrom('visits.variation').select('id').where('provider_id', '=', providerId(letter)).execute()))),
    documentNr: shared('1'),
    mappingId: byProvider(await both((letter) => first(db.selectFrom('visits.mapping').select('id').where('provider_id', '=', providerId(letter)).execute()))),
    remittanceId: byProvider(await both((letter) => first(db.selectFrom('payment.remittance').select('id').where('provider_id', '=', providerId(letter)).execute()))),
    feeResultId: byProvider(await both((letter) => first(db.selectFrom('payment.fee_result').select('id').where('provider_id', '=', providerId(letter)).execute()))),
    wageReturnId: byProvider(await both((letter) => first(db.selectFrom('payment.wage_return').select('id').where('provider_id', '=', providerId(letter)).execute()))),
    contributionLineId: shared(await first(db.selectFrom('payment.contribution_line').select('id').execute())),
    draftId: shared(await first(db.selectFrom('payment.rule_set_draft').select('id').execute())),
    whatIfId: shared(await first(db.selectFrom('payment.what_if').select('id').execute())),
    payRunId: shared(await first(db.selectFrom('payment.pay_run').select('id').execute())),
    heldId: (visitor) => ({ own: held.get(visitor.key), foreign: [...held].filter(([key]) => key !== visitor.key).map(([, id]) => id).slice(0, 2) }),
    askedImportId: (visitor) => ({ own: asked.find((each) => each.asked_by_account === visitor.actor.userId)?.id, foreign: asked.filter((each) => each.asked_by_account !== visitor.actor.userId).map(({ id }) => id) }),
    endpointId: byOrganisation(council, { council: await first(endpointOf(null)), a: await first(endpointOf(providerId('a'))), b: await first(endpointOf(providerId('b'))) }),
    deliveryId: byOrganisation(council, { council: await first(deliveryOf(null)), a: await first(deliveryOf(providerId('a'))), b: await first(deliveryOf(providerId('b'))) }),
    queryId: byProvider(await both((letter) => first(db.selectFrom('brokerage.query').select('id').where('provider_id', '=', providerId(letter)).execute()))),
    documentId: byProvider(await both((letter) => first(db.selectFrom('brokerage.document').select('id').where('provider_id', '=', providerId(letter)).execute()))),
    tokenId: byOrganisation(council, { council: await first(tokenOf(null)), a: await first(tokenOf(providerId('a'))), b: await first(tokenOf(providerId('b'))) }),
    leaveId: shared(await first(db.selectFrom('brokerage.leave_period').select('id').execute())),
    changeId: byProvider(await both((letter) => first(db.selectFrom('brokerage.pattern_change').select('id').where('provider_id', '=', providerId(letter)).execute()))),
    priceId: byProvider(await both((letter) => first(db.selectFrom('brokerage.price_change as c').innerJoin('brokerage.placement as p', 'p.id', 'c.placement_id').select('c.id').where('p.provider_id', '=', providerId(letter)).execute()))),
    reablementId: shared(await first(db.selectFrom('brokerage.reablement').select('id').execute())),
    batchId: shared(await first(db.selectFrom('brokerage.failure_batch').select('id').execute())),
    failureId: shared(await first(db.selectFrom('brokerage.provider_failure').select('id').execute())),
    // No job of the small council fails, so whoever may retry one is told that there is none.
    jobId: () => ({ own: undefined, foreign: [randomUUID()] }),
  }
}

/** The council opens either provider's; a provider its own alone; `neither` is for the council only. */
function byProvider(ids: Readonly<Record<Letter, string>>, neither: readonly string[] = [], madeUp: string = randomUUID()): (visitor: Visitor) => Choice {
  return ({ key }) => {
    if (key.startsWith('a ')) return { own: ids.a, foreign: [ids.b, ...neither, madeUp] }
    if (key.startsWith('b ')) return { own: ids.b, foreign: [ids.a, ...neither, madeUp] }
    return { own: ids.a, foreign: [] }
  }
}

function shared(id: string): (visitor: Visitor) => Choice {
  return () => ({ own: id, foreign: [] })
}

/** Not even the council's staff may touch these of a provider. */
function byOrganisation(council: SmallCouncil, ids: Readonly<Record<Letter | 'council', string>>): (visitor: Visitor) => Choice {
  return ({ actor }) => {
    const mine = actor.organisationId === null ? 'council' : actor.organisationId === council.providers.a.id ? 'a' : 'b'
    return { own: ids[mine], foreign: Object.entries(ids).filter(([owner]) => owner !== mine).map(([, id]) => id) }
  }
}
