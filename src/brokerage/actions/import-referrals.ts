import { contentHashOf, receivedReferrals, recordReferrals, timeBandsOf, type ReferralToRecord } from '../../care/public.ts'
import { REFER_PEOPLE, type NewReferral } from '../../care/terms.ts'
import { countOf } from '../../kernel/words.ts'
import { getFramework, replacementsInForce, zonesOfPostcodes } from '../../market/public.ts'
import type { Zone } from '../../market/terms.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { Refused } from '../../platform/action/refused.ts'
import { read, write } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { outcomeOfRefusedFile, type ImportOutcome, type Refusal } from '../../platform/files/import-outcome.ts'
import { readWholeTable, type WholeTable } from '../../platform/files/read-table.ts'
import { groupReferrals, type GroupedReferrals } from '../files/group-referrals.ts'
import type { ReadReferral } from '../files/read-referral.ts'
import { referralLayout, type ReferralRow } from '../files/referral-layout.ts'
import { PACKAGE_REFERRED } from '../terms.ts'
import type { FrameworkMove } from '../terms/transition.ts'
import { checkSpending } from './check-spending.ts'
import { decideMoves, keepMoves } from './decide-moves.ts'
import { passGateway } from './reablement-gateway.ts'

/** A file of referrals to be read in, or only looked at. */
export interface ReferralsFile {
  readonly name: string
  readonly bytes: Buffer
  readonly frameworkId: string
  readonly preview: boolean
}

/** One referral as it was understood, for the preview. */
export interface UnderstoodReferral {
  readonly row: number
  readonly referral: NewReferral
  readonly zoneName: string | null
}

/** The outcome of an import of referrals: counts are of rows; `referrals` counts the referrals that are new. */
export interface ReferralsOutcome extends ImportOutcome {
  readonly referrals: number
  /** The first ten new referrals. */
  readonly understood: readonly UnderstoodReferral[]
}

const SHOWN = 10

/**
 * Reads in a file of referrals (docs/files/referrals.md), in one transaction. A referral is new, repeated (received
 * before, word for word) or refused; one received before that now says something else is refused, because a package
 * that may be offered already is changed on its own page. `preview` writes nothing.
 */
export async function importReferrals(house: House, actor: Actor, file: ReferralsFile): Promise<ReferralsOutcome> {
  need(actor, REFER_PEOPLE)
  const table = readWholeTable(file.bytes, referralLayout)
  if (!table.ok) return { ...outcomeOfRefusedFile(table), referrals: 0, understood: [] }
  const sort = async (work: Work): Promise<SortedOut> => sortOut(work, file, table, groupReferrals(table, await timeBandsOf(work)))
  if (file.preview) return read(house, actor, async (work) => (await sort(work)).outcome)
  return write(house, actor, async (work) => {
    const { outcome, toRecord, moves } = await sort(work)
    const recorded = await recordReferrals(work, toRecord)
    await keepMoves(work, recorded.map((each, index) => ({ ...each, moves: moves[index] ?? [] })))
    const made = toRecord.flatMap((each, index) => (recorded[index] === undefined ? [] : [{ ...each, ...recorded[index], startByOn: Temporal.PlainDate.from(each.startByOn) }]))
    const reablements = await passGateway(work, made.map((each) => ({ ...each, referral: each, overruled: null })))
    const toPlace = made.filter((_, index) => reablements[index] === undefined)
    await checkSpending(work, toPlace)
    for (const { packageId } of toPlace) work.publish(PACKAGE_REFERRED, { packageId })
    const reablementFirst = made.length - toPlace.length
    work.audit({ kind: 'referrals-imported', subjectKind: 'framework', subjectId: file.frameworkId, detail: { ...outcome.summary, referrals: outcome.referrals, reablementFirst } })
    return reablementFirst === 0 ? outcome : { ...outcome, notes: [...outcome.notes, `${countOf(reablementFirst, 'person goes', 'people go')} through reablement first, by the council’s rule.`] }
  })
}

interface SortedOut {
  readonly outcome: ReferralsOutcome
  readonly toRecord: readonly ReferralToRecord[]
  /** In the order of those to record. */
  readonly moves: readonly (readonly FrameworkMove[])[]
}

async function sortOut(work: Work, file: ReferralsFile, table: WholeTable<ReferralRow>, grouped: GroupedReferrals): Promise<SortedOut> {
  const framework = await getFramework(work, file.frameworkId)
  const received = await receivedReferrals(work, grouped.referrals.map((each) => each.reference))
  const fresh: { read: ReadReferral; referral: NewReferral }[] = []
  const refusals: Refusal[] = [...table.refusals, ...grouped.strayRefusals]
  const rows = { new: 0, repeated: 0, refused: table.counts.refused + grouped.strayRows }
  for (const each of grouped.referrals) {
    const { referral } = each
    const before = received.get(each.reference)
    if (referral === null) {
      rows.refused += each.rows.length
      refusals.push(...each.refusals)
    } else if (before === undefined) {
      rows.new += each.rows.length
      fresh.push({ read: each, referral })
    } else if (before === contentHashOf(referral)) {
      rows.repeated += each.rows.length
    } else {
      rows.refused += each.rows.length
      refusals.push(...each.rows.map((row) => alreadyReceived(row, each.reference)))
    }
  }
  const zoneOf = await zonesByLine(work, file.frameworkId, fresh.map(({ referral }) => referral))
  const replacements = await replacementsInForce(work)
  const moves = await decideMoves(work, replacements, fresh.map(({ referral }) => ({ frameworkId: file.frameworkId, zoneId: zoneOf(referral)?.id ?? null, postcode: referral.person.postcode, serviceLine: referral.serviceLine, event: 'new', week: null })))
  const landing = fresh.map((each, index) => ({ ...each, moves: moves[index] ?? [], zone: moves[index]?.at(-1) ?? fromZone(file.frameworkId, zoneOf(each.referral)) }))
  const isStaying = !replacements.has(framework.id) || landing.some(({ moves: through }) => through.length === 0)
  if (isStaying && Temporal.PlainDate.compare(framework.endsOn, work.today) < 0) {
    throw new Refused('framework-ended', `${framework.name} has ended. Choose a framework that is in force`, 'frameworkId')
  }
  const outcome: ReferralsOutcome = {
    summary: { read: table.counts.read, new: rows.new, changed: 0, repeated: rows.repeated, refused: rows.refused },
    refusals: refusals.sort((a, b) => a.row - b.row),
    notes: [...table.notes, ...movedNotes(moves), ...zonelessNote(landing.filter(({ zone }) => zone.zoneId === null).map(({ read }) => read.rows[0] ?? 0), framework.name)],
    referrals: fresh.length,
    understood: landing.slice(0, SHOWN).map(({ read, referral, zone }) => ({ row: read.rows[0] ?? 0, referral, zoneName: zone.zoneName })),
  }
  return { outcome, toRecord: landing.map(({ referral, zone }) => ({ ...referral, frameworkId: zone.frameworkId, zoneId: zone.zoneId })), moves }
}

function alreadyReceived(row: number, reference: string): Refusal {
  return {
    row,
    column: 'referral_reference',
    value: reference,
    reason: 'A referral with this reference was already received, and it said something else',
    fix: 'Change the package on its own page, or send a new referral under another reference',
  }
}

/** Finds the zone of any of these referrals: a service line may have zones of its own. */
async function zonesByLine(work: Work, frameworkId: string, referrals: readonly NewReferral[]): Promise<(referral: NewReferral) => Zone | undefined> {
  const byLine = new Map<string, ReadonlyMap<string, Zone>>()
  for (const [line, of] of Map.groupBy(referrals, (referral) => referral.serviceLine)) {
    byLine.set(line, await zonesOfPostcodes(work, frameworkId, [...new Set(of.map((referral) => referral.person.postcode))], line))
  }
  return (referral) => byLine.get(referral.serviceLine)?.get(referral.person.postcode)
}

/** Where a referral that moves nowhere lies. */
function fromZone(frameworkId: string, zone: Zone | undefined): { readonly frameworkId: string; readonly zoneId: string | null; readonly zoneName: string | null } {
  return { frameworkId, zoneId: zone?.id ?? null, zoneName: zone?.name ?? null }
}

/** How many referrals go to a framework that replaces the one of the file, by that framework. */
function movedNotes(moves: readonly (readonly FrameworkMove[])[]): string[] {
  const last = moves.flatMap((each) => each.at(-1) ?? [])
  return [...Map.groupBy(last, (move) => move.frameworkName)].map(([name, of]) => `${countOf(of.length, 'referral goes', 'referrals go')} to ${name}. ${of[0]?.reason.words ?? ''}`)
}

function zonelessNote(rows: readonly number[], frameworkName: string): string[] {
  if (rows.length === 0) return []
  const shown = rows.slice(0, SHOWN).map(String).join(', ')
  return [
    `${countOf(rows.length, 'referral has', 'referrals have')} a postcode in no zone of ${frameworkName} (rows ${shown}${rows.length > SHOWN ? ' and others' : ''}): the package waits without a zone until its postcode is corrected or a commissioner adds the area to a zone.`,
  ]
}
