import { countOf, wordsForDate } from '../../kernel/words.ts'

/** A visit that cannot be priced, and why. */
export interface Missing {
  readonly zoneId: string
  readonly serviceLine: string
  readonly tier: string
  readonly visitOn: string
  readonly words: string
}

/** How many kinds of gap are named; the rest are counted. */
const NAMED = 8

/**
 * Says what is missing, one sentence for each kind of gap: what, for which zone, service line and tier, from which date,
 * and for how many visits. Gaps with the most visits first.
 */
export function missingWords(missing: readonly Missing[], names: { zone: (id: string) => string; serviceLine: (code: string) => string; tier: (code: string) => string }): string[] {
  const groups = new Map<string, { readonly first: Missing; count: number; fromOn: string }>()
  for (const gap of missing) {
    const key = `${gap.words}|${gap.zoneId}|${gap.serviceLine}|${gap.tier}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, { first: gap, count: 1, fromOn: gap.visitOn })
    else {
      group.count += 1
      if (gap.visitOn < group.fromOn) group.fromOn = gap.visitOn
    }
  }
  const ordered = [...groups.values()].toSorted((a, b) => b.count - a.count || (a.fromOn < b.fromOn ? -1 : 1))
  const sentences = ordered.slice(0, NAMED).map(({ first, count, fromOn }) => {
    const place = `${names.zone(first.zoneId)}, ${names.serviceLine(first.serviceLine)}, tier ${names.tier(first.tier)}`
    return `${place}: ${first.words} by ${wordsForDate(Temporal.PlainDate.from(fromOn))} (${countOf(count, 'visit')}).`
  })
  if (ordered.length > NAMED) sentences.push(`And ${countOf(ordered.length - NAMED, 'gap')} more.`)
  return sentences
}
