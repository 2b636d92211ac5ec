import type { Reason } from '../../kernel/decision.ts'
import { countOf, wordsForDate } from '../../kernel/words.ts'
import type { FrameworkLife } from '../terms/framework-life.ts'
import { lastPossibleDay } from './framework-life.ts'

/** What the law says of a framework's length: to be looked at, in order, or not to be told from what is recorded. */
export interface TermFinding extends Reason {
  readonly kind: 'warning' | 'in-order' | 'not-known'
  /** Where the law says so. */
  readonly source: string
}

/** Procurements begun on or after this day are under the Procurement Act 2023, earlier ones stay under the Public Contracts Regulations 2015. */
const ACT_IN_FORCE = Temporal.PlainDate.from('2025-02-24')

const SOURCES = {
  transition: 'Procurement Act 2023 (Commencement No. 3 and Transitional and Saving Provisions) Regulations 2024',
  regulations: 'Public Contracts Regulations 2015, regulation 33(3)',
  lightTouch: 'Procurement Act 2023, section 47(5)',
  ordinary: 'Procurement Act 2023, section 47',
  open: 'Procurement Act 2023, section 49',
} as const

/**
 * Answers whether a framework, with every extension it was let with, is longer than the law it was let under allows.
 *
 * 1. The law is that in force when the procurement began: from 24 February 2025 the Procurement Act 2023, before that the
 *    Public Contracts Regulations 2015, which go on governing what was begun under them.
 * 2. Regulations of 2015: four years, save in exceptional cases duly justified (regulation 33(3)).
 * 3. Act of 2023: light-touch frameworks have no longest term (section 47(5)); open frameworks eight years from the award of
 *    the first (section 49(2)(c)); others four years (section 47).
 * 4. Without the date or the route it cannot be told, and a term over four years is said to need it.
 *
 * It warns and never stops anything: an exception is for the council's legal advisers, and the reason on record is shown.
 */
export function termLimits(framework: { readonly startsOn: Temporal.PlainDate } & Pick<FrameworkLife, 'firstEndsOn' | 'extensions' | 'procurementBeganOn' | 'procurementRoute' | 'longTermReason'>): TermFinding {
  const { procurementBeganOn, procurementRoute } = framework
  if (procurementBeganOn === null) return unknown('when its procurement began', framework, SOURCES.transition)
  if (Temporal.PlainDate.compare(procurementBeganOn, ACT_IN_FORCE) < 0) return regulations2015(framework)
  if (procurementRoute === null) return unknown('how it was procured', framework, SOURCES.ordinary)
  if (procurementRoute === 'light-touch')
    return { kind: 'in-order', clause: 'act-light-touch', words: `Its procurement began on ${wordsForDate(procurementBeganOn)} under the light-touch rules of the Procurement Act 2023, which set no longest term.`, source: SOURCES.lightTouch }
  const years = procurementRoute === 'open-framework' ? 8 : 4
  return measured(framework, { years, clause: `act-${procurementRoute}`, law: 'Procurement Act 2023', what: procurementRoute === 'open-framework' ? 'an open framework' : 'a framework under the ordinary rules', source: procurementRoute === 'open-framework' ? SOURCES.open : SOURCES.ordinary })
}

type Measured = Parameters<typeof termLimits>[0]

function regulations2015(framework: Measured): TermFinding {
  const finding = measured(framework, { years: 4, clause: 'regulations-2015', law: 'Public Contracts Regulations 2015', what: 'a framework, save in exceptional cases duly justified,', source: SOURCES.regulations })
  if (finding.kind === 'in-order' || framework.procurementRoute !== 'light-touch') return finding
  return { ...finding, words: `${finding.words} It is recorded as light touch: ask the council’s legal advisers whether the limit binds it.` }
}

function measured(framework: Measured, limit: { readonly years: number; readonly clause: string; readonly law: string; readonly what: string; readonly source: string }): TermFinding {
  const last = lastPossibleDay(framework)
  const allowed = framework.startsOn.add({ years: limit.years }).subtract({ days: 1 })
  const { clause, source } = limit
  if (Temporal.PlainDate.compare(last, allowed) <= 0)
    return { kind: 'in-order', clause, words: `With every extension it ends by ${wordsForDate(last)}, within the ${countOf(limit.years, 'year')} that the ${limit.law} allow${limit.law.endsWith('5') ? '' : 's'}.`, source }
  const reason = framework.longTermReason === null ? 'No reason for the longer term is on record.' : `The reason on record: ${framework.longTermReason}`
  return { kind: 'warning', clause, words: `With every extension it can run to ${wordsForDate(last)}. The ${limit.law} allow${limit.law.endsWith('5') ? '' : 's'} ${limit.what} ${countOf(limit.years, 'year')}: to ${wordsForDate(allowed)}. ${reason}`, source }
}

function unknown(what: string, framework: Measured, source: string): TermFinding {
  const last = lastPossibleDay(framework)
  const isLong = Temporal.PlainDate.compare(last, framework.startsOn.add({ years: 4 }).subtract({ days: 1 })) > 0
  return {
    kind: isLong ? 'warning' : 'not-known',
    clause: 'law-not-known',
    words: `It is not recorded ${what}, so the law it was let under is not known.${isLong ? ` With every extension it can run to ${wordsForDate(last)}, longer than the four years that most frameworks may.` : ''}`,
    source,
  }
}
