import { wordsForDate, wordsForPence } from '../../../kernel/words.ts'
import { COVER_RISK_NAMES, INTERIM_COVER_NAMES, type CoverRecord } from '../../terms/interim-cover.ts'

/** Interim cover as the page of a package says it: who, since when, what it costs a week and how likely it is to break down. */
export function coverWords(cover: CoverRecord): { readonly name: string; readonly fromOn: string; readonly cost: string; readonly risk: string | null; readonly note: string | null; readonly by: string } {
  const risk = cover.risk === null ? null : `${COVER_RISK_NAMES[cover.risk]} risk of breaking down${cover.riskNote === null ? '' : `: ${cover.riskNote}`}`
  return { name: INTERIM_COVER_NAMES[cover.kind], fromOn: wordsForDate(cover.fromOn), cost: cover.weeklyPence === null ? 'Cost not known' : `${wordsForPence(cover.weeklyPence)} a week`, risk, note: cover.note, by: cover.recordedBy }
}
