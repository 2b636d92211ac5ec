import { listPlacements } from '../../brokerage/public.ts'
import { getFramework } from '../../market/public.ts'
import { countOf, wordsForDate } from '../../kernel/words.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { Refused } from '../../platform/action/refused.ts'
import { read, write } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { listExceptionSettings } from '../store/exception-settings.read.ts'
import { insertExceptionSettings } from '../store/exception-settings.write.ts'
import { EXCEPTION_KINDS, EXCEPTION_SETTINGS_SET, PLAN_VISITS, SEE_VISITS, type ExceptionKind } from '../terms.ts'
import { SET_EXCEPTIONS, USUAL_EXCEPTIONS, type ExceptionSettingsDocument, type ExceptionSettingsVersion } from '../terms/exception-settings.ts'
import { judgeFromStore, judgeStoredDays } from './judge-and-store.ts'
import { judgingFacts } from './judging-facts.ts'

/** New settings of a framework. */
export interface SettingsInput {
  readonly frameworkId: string
  readonly fromOn: Temporal.PlainDate
  readonly document: ExceptionSettingsDocument
  readonly source: string
}

/** Days that a preview looks back on, the last of them yesterday. */
const PREVIEW_DAYS = 14
/** Settings may begin this many days ago at the earliest: further back exceptions are left as they were found. */
const MOST_DAYS_BACK = 56

/** What would be found under settings, of each kind, against those in force. */
export interface SettingsEffect {
  readonly fromOn: Temporal.PlainDate
  readonly toOn: Temporal.PlainDate
  readonly kinds: readonly { readonly kind: ExceptionKind; readonly now: number; readonly then: number; readonly toFixNow: number; readonly toFixThen: number }[]
}

/** Every version of a framework's settings, the latest first, and what holds without one. Throws `NotFound`. */
export async function seeExceptionSettings(house: House, actor: Actor, frameworkId: string): Promise<{ readonly frameworkName: string; readonly versions: readonly ExceptionSettingsVersion[]; readonly usual: ExceptionSettingsDocument }> {
  return read(house, actor, async (work) => {
    need(actor, SEE_VISITS)
    const framework = await getFramework(work, frameworkId)
    return { frameworkName: framework.name, versions: await listExceptionSettings(work.tx, frameworkId), usual: USUAL_EXCEPTIONS }
  })
}

/** Sets what counts as an exception from a date on; days already judged are judged again by a job. Throws `Refused` for a date too far back; `NotFound`. */
export async function setExceptionSettings(house: House, actor: Actor, input: SettingsInput): Promise<number> {
  return write(house, actor, async (work) => {
    need(actor, SET_EXCEPTIONS)
    await getFramework(work, input.frameworkId)
    const earliest = work.today.subtract({ days: MOST_DAYS_BACK })
    if (Temporal.PlainDate.compare(input.fromOn, earliest) < 0) throw new Refused('too-far-back', `Enter a first day from ${wordsForDate(earliest)} on: ${countOf(MOST_DAYS_BACK, 'day')} back at the most`, 'fromOn')
    if (input.source.trim() === '') throw new Refused('source', 'Enter where the numbers come from', 'source')
    const id = await insertExceptionSettings(work.tx, { ...input, source: input.source.trim(), setAt: work.now, setBy: actor.name })
    work.audit({ kind: 'exception-settings-set', subjectKind: 'framework', subjectId: input.frameworkId, detail: { version: id, fromOn: input.fromOn.toString(), ...input.document.treatments } })
    if (Temporal.PlainDate.compare(input.fromOn, work.today) <= 0) work.publish(EXCEPTION_SETTINGS_SET, { frameworkId: input.frameworkId, fromOn: input.fromOn.toString() })
    return id
  })
}

/** What the settings would find of the framework's visits of the last two weeks, beside what those in force find. Writes nothing. Throws `NotFound`. */
export async function previewExceptionSettings(house: House, actor: Actor, input: Pick<SettingsInput, 'frameworkId' | 'document'>): Promise<SettingsEffect> {
  return read(house, actor, async (work) => {
    need(actor, SET_EXCEPTIONS)
    await getFramework(work, input.frameworkId)
    const dates = daysUntil(work.today.subtract({ days: PREVIEW_DAYS }), work.today.subtract({ days: 1 }))
    const versions = await listExceptionSettings(work.tx)
    const proposed: ExceptionSettingsVersion = { id: Number.MAX_SAFE_INTEGER - 1, frameworkId: input.frameworkId, fromOn: Temporal.PlainDate.from('1900-01-01'), document: input.document, source: '', setAt: work.now, setBy: actor.name }
    const counts = new Map(EXCEPTION_KINDS.map((kind) => [kind, { kind, now: 0, then: 0, toFixNow: 0, toFixThen: 0 }]))
    const placements = await listPlacements(work, { fromOn: dates[0] ?? work.today, toOn: work.today })
    const own = new Set(placements.flatMap((each) => (each.frameworkId === input.frameworkId ? [each.id] : [])))
    for (const [providerId, held] of Map.groupBy(placements, (each) => each.providerId)) {
      if (!held.some((each) => own.has(each.id))) continue
      const texts = dates.map(String)
      for (const when of ['now', 'then'] as const) {
        const facts = await judgingFacts(work, held, when === 'now' ? versions : [...versions.filter((each) => each.frameworkId !== input.frameworkId), proposed])
        for (const found of await judgeFromStore(work, providerId, texts, facts)) {
          const count = counts.get(found.kind)
          if (count === undefined || !own.has(found.placementId ?? '')) continue
          count[when] += 1
          if (found.treatment === 'fix') count[when === 'now' ? 'toFixNow' : 'toFixThen'] += 1
        }
      }
    }
    return { fromOn: dates[0] ?? work.today, toOn: dates.at(-1) ?? work.today, kinds: [...counts.values()] }
  })
}

/** Judges a framework's days again from a date until today, provider by provider and week by week. Safe to run twice. */
export async function judgeAgain(house: House, actor: Actor, input: { readonly frameworkId: string; readonly fromOn: string }): Promise<void> {
  const days = await read(house, actor, async (work) => ({ dates: daysUntil(Temporal.PlainDate.from(input.fromOn), work.today), providerIds: await providersOf(work, input) }))
  for (const providerId of days.providerIds) {
    for (let at = 0; at < days.dates.length; at += 7) {
      await write(house, actor, async (work) => {
        need(actor, PLAN_VISITS)
        const judged = await judgeStoredDays(work, providerId, days.dates.slice(at, at + 7).map(String))
        work.audit({ kind: 'visits-judged-again', subjectKind: 'provider', subjectId: providerId, detail: { fromOn: String(days.dates[at]), ...judged } })
      })
    }
  }
}

async function providersOf(work: Work, { frameworkId, fromOn }: { readonly frameworkId: string; readonly fromOn: string }): Promise<string[]> {
  const placements = await listPlacements(work, { frameworkId, fromOn: Temporal.PlainDate.from(fromOn), toOn: work.today })
  return [...new Set(placements.map((each) => each.providerId))].toSorted()
}

function daysUntil(fromOn: Temporal.PlainDate, toOn: Temporal.PlainDate): Temporal.PlainDate[] {
  const days: Temporal.PlainDate[] = []
  for (let on = fromOn; Temporal.PlainDate.compare(on, toOn) <= 0; on = on.add({ days: 1 })) days.push(on)
  return days
}
