import type { Pence } from '../../kernel/amounts.ts'
import { countOf, wordsForPence } from '../../kernel/words.ts'

/** What a run is checked on before somebody approves it. */
export interface CheckFacts {
  readonly statements: readonly { readonly totalPence: Pence; readonly adjustmentCount: number; readonly adjustmentsPence: Pence }[]
  /** The same lines added up by zone and tier: the second way to the total. */
  readonly partsPence: Pence
  readonly held: { readonly lines: number; readonly pence: Pence }
  /** What the run of the period before came to; undefined for the first. */
  readonly previousPence: Pence | undefined
}

/** `stop` keeps a run from being put forward; `look` is for a person to judge. */
export interface RunCheck {
  readonly code: 'totals' | 'credits' | 'adjustments' | 'held' | 'change'
  readonly outcome: 'fine' | 'look' | 'stop'
  readonly words: string
}

/** The checks of a run, each with what it found. */
export function runChecks(facts: CheckFacts): RunCheck[] {
  const total = facts.statements.reduce((sum, each) => sum + each.totalPence, 0)
  const credits = facts.statements.filter((each) => each.totalPence < 0)
  const adjustments = facts.statements.reduce((sum, each) => sum + each.adjustmentCount, 0)
  const adjusted = facts.statements.reduce((sum, each) => sum + each.adjustmentsPence, 0)
  return [
    total === facts.partsPence
      ? { code: 'totals', outcome: 'fine', words: `The lines by zone and tier add up to the statements: ${wordsForPence(total)}.` }
      : { code: 'totals', outcome: 'stop', words: `The statements come to ${wordsForPence(total)} and their lines by zone and tier to ${wordsForPence(facts.partsPence)}. These must agree before the run goes on.` },
    credits.length === 0
      ? { code: 'credits', outcome: 'fine', words: 'No statement comes to less than nothing.' }
      : { code: 'credits', outcome: 'look', words: `${countOf(credits.length, 'statement')} ${credits.length === 1 ? 'comes' : 'come'} to less than nothing, ${wordsForPence(credits.reduce((sum, each) => sum + each.totalPence, 0))} in all: the file gives ${credits.length === 1 ? 'it as a credit' : 'them as credits'}.` },
    adjustments === 0
      ? { code: 'adjustments', outcome: 'fine', words: 'No line of an earlier period is corrected.' }
      : { code: 'adjustments', outcome: 'look', words: `${countOf(adjustments, 'line')} of earlier periods ${adjustments === 1 ? 'is' : 'are'} corrected, ${wordsForPence(adjusted)} in all.` },
    facts.held.lines === 0
      ? { code: 'held', outcome: 'fine', words: 'No line is held.' }
      : { code: 'held', outcome: 'look', words: `${countOf(facts.held.lines, 'line')} ${facts.held.lines === 1 ? 'is' : 'are'} held, ${wordsForPence(facts.held.pence)} in all. They stay out of the file until they are released.` },
    changeCheck(total, facts.previousPence),
  ]
}

function changeCheck(total: Pence, previous: Pence | undefined): RunCheck {
  if (previous === undefined) return { code: 'change', outcome: 'look', words: 'This is the first run of the framework: there is none before it to compare with.' }
  if (total === previous) return { code: 'change', outcome: 'fine', words: `The run before came to the same: ${wordsForPence(previous)}.` }
  const share = previous > 0 ? `, ${String(Math.abs(Math.round(((total - previous) * 1000) / previous) / 10))}%` : ''
  return { code: 'change', outcome: 'fine', words: `${wordsForPence(Math.abs(total - previous))}${share} ${total > previous ? 'more' : 'less'} than the run before, which came to ${wordsForPence(previous)}.` }
}
