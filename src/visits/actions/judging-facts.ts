import type { Placement } from '../../brokerage/terms.ts'
import { postcodesOf } from '../../care/public.ts'
import { placesOfPostcodes } from '../../market/public.ts'
import type { Work } from '../../platform/action/work.ts'
import { settingsAt, type SettingsAt } from '../rules/exception-settings.ts'
import type { Place } from '../../kernel/metres-between.ts'
import { listExceptionSettings } from '../store/exception-settings.read.ts'
import type { ExceptionSettingsVersion } from '../terms/exception-settings.ts'

/** What judging asks of a provider's placements. */
export interface JudgingFacts {
  readonly settingsAt: SettingsAt
  /** The person of each placement. */
  readonly people: ReadonlyMap<string, string>
  /** Where people live; empty unless some settings ask about the way between homes. */
  readonly homes: ReadonlyMap<string, Place>
}

/** Reads the settings, and the homes where settings ask for them: one statement, three with homes, however many visits are judged. */
export async function judgingFacts(work: Work, placements: readonly Placement[], proposed?: readonly ExceptionSettingsVersion[]): Promise<JudgingFacts> {
  const versions = proposed ?? (await listExceptionSettings(work.tx))
  const frameworks = new Set(placements.map((placement) => placement.frameworkId))
  const asksTheWay = versions.some((version) => frameworks.has(version.frameworkId) && version.document.treatments['impossible-travel'] !== 'off')
  return {
    settingsAt: settingsAt(versions, new Map(placements.map((placement) => [placement.id, placement.frameworkId]))),
    people: new Map(placements.map((placement) => [placement.id, placement.personId])),
    homes: asksTheWay ? await homesOf(work, [...new Set(placements.map((placement) => placement.personId))]) : new Map(),
  }
}

async function homesOf(work: Work, personIds: readonly string[]): Promise<Map<string, Place>> {
  const postcodes = await postcodesOf(work, personIds)
  const places = await placesOfPostcodes(work, [...new Set(postcodes.values())])
  return new Map([...postcodes].flatMap(([personId, postcode]) => {
    const place = places.get(postcode)
    return place === undefined ? [] : [[personId, place] as const]
  }))
}
