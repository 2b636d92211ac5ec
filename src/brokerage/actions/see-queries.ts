import { getPackage, listPackages, personLabels } from '../../care/public.ts'
import { providerNames } from '../../market/public.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { holds, need } from '../../platform/access/permission.ts'
import { NotFound } from '../../platform/action/refused.ts'
import { read } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { queryThread, type ThreadItem } from '../rules/query-thread.ts'
import { holdsOfferOrPlacement } from '../store/involved.read.ts'
import { listUnansweredOffers } from '../store/open-offer.read.ts'
import { listOfferHistory } from '../store/offer-history.read.ts'
import { listQueries, listSharedAnswers } from '../store/query.read.ts'
import { SEE_BOARD, SEE_OFFERS } from '../terms.ts'
import { ASK_QUERIES, type Query } from '../terms/query.ts'

/** The thread of a package as the actor may see it. */
export interface SeenThread {
  readonly packageId: string
  readonly packageReference: string
  readonly items: readonly ThreadItem[]
  /** Names of the providers that ask; for the council alone. */
  readonly providers: ReadonlyMap<string, string>
  readonly mayAsk: boolean
  /** The last reply-by time of the offers open now; null when none is. */
  readonly replyByAt: Temporal.Instant | null
}

/** Every question about a package that the actor may see, with its answers. Audits `package-read`: needs are spoken of. Throws `NotFound`, also for a package the provider was never offered. */
export async function seeQueries(house: House, actor: Actor, packageId: string): Promise<SeenThread> {
  return read(house, actor, async (work) => {
    needPackages(actor)
    const { id, reference, personId } = await getPackage(work, packageId)
    const { organisationId } = actor
    if (organisationId !== null && !(await listOfferHistory(work.tx, [id])).some((offer) => offer.providerId === organisationId)) throw new NotFound('The package')
    work.audit({ kind: 'package-read', subjectKind: 'package', subjectId: id, personId, detail: { part: 'queries' } })
    const queries = (await listQueries(work.tx, { packageId: id })).filter((query) => organisationId === null || query.providerId === organisationId)
    const open = (await listUnansweredOffers(work.tx, work.now)).filter((offer) => offer.packageId === id)
    const asking = [...new Set(queries.flatMap((query) => query.providerId ?? []))]
    return {
      packageId: id,
      packageReference: reference,
      items: queryThread(queries, await listSharedAnswers(work.tx, id)),
      providers: organisationId === null && asking.length > 0 ? await providerNames(work, asking) : new Map(),
      mayAsk: holds(actor, ASK_QUERIES) && (organisationId === null || (await holdsOfferOrPlacement(work.tx, id, organisationId, work.now))),
      replyByAt: open.at(-1)?.replyByAt ?? null,
    }
  })
}

/** A question without an answer, for the list of those that wait. */
export interface WaitingQuery {
  readonly query: Query
  readonly packageReference: string
  readonly initials: string
  readonly providerName: string | null
  /** When the first open offer of the package is due back; null when none is open. */
  readonly replyByAt: Temporal.Instant | null
}

/** Every question nobody has answered, the most urgent first: by the reply-by time of its package's offers, then the longest asked. For the council. */
export async function seeOpenQueries(house: House, actor: Actor): Promise<WaitingQuery[]> {
  return read(house, actor, async (work) => {
    need(actor, SEE_BOARD)
    const queries = await listQueries(work.tx, { open: true })
    const packages = new Map((await listPackages(work, [...new Set(queries.map((query) => query.packageId))])).map((each) => [each.id, each]))
    const people = await personLabels(work, [...packages.values()].map((each) => each.personId))
    const names = await providerNames(work, [...new Set(queries.flatMap((query) => query.providerId ?? []))])
    const due = new Map((await listUnansweredOffers(work.tx, work.now)).toReversed().map((offer) => [offer.packageId, offer.replyByAt]))
    const waiting = queries.map((query): WaitingQuery => {
      const carePackage = packages.get(query.packageId)
      return {
        query,
        packageReference: carePackage?.reference ?? '',
        initials: people.get(carePackage?.personId ?? '')?.initials ?? '',
        providerName: query.providerId === null ? null : (names.get(query.providerId) ?? ''),
        replyByAt: due.get(query.packageId) ?? null,
      }
    })
    return waiting.toSorted((a, b) => (a.replyByAt?.epochMilliseconds ?? Infinity) - (b.replyByAt?.epochMilliseconds ?? Infinity) || Temporal.Instant.compare(a.query.askedAt, b.query.askedAt))
  })
}

/** Asks that the actor may look at packages at all: the council's staff by the board, a provider a coordinator by its offers. */
function needPackages(actor: Actor): void {
  if (actor.organisationId === null) need(actor, SEE_BOARD)
  else need(actor, SEE_OFFERS)
}

/** The package that a question is about. For the council. Throws `NotFound`. */
export async function packageOfQuery(house: House, actor: Actor, queryId: string): Promise<string> {
  return read(house, actor, async (work) => {
    need(actor, SEE_BOARD)
    const [query] = await listQueries(work.tx, { id: queryId })
    if (query === undefined) throw new NotFound('The question')
    return query.packageId
  })
}
