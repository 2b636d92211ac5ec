import type { NewPayLine, StatementPart } from '../terms/statement.ts'

/** Adds a statement's lines up by zone, tier and kind. The parts sum to the statement's totals. */
export function statementParts(lines: readonly Pick<NewPayLine, 'zoneId' | 'tier' | 'kind' | 'payableMinutes' | 'pence' | 'nhsPence'>[]): StatementPart[] {
  const parts = new Map<string, { -readonly [Key in keyof StatementPart]: StatementPart[Key] }>()
  for (const { zoneId, tier, kind, payableMinutes, pence, nhsPence } of lines) {
    const key = `${zoneId} ${tier} ${kind}`
    const part = parts.get(key)
    if (part === undefined) parts.set(key, { zoneId, tier, kind, lines: 1, payableMinutes, pence, nhsPence })
    else {
      part.lines += 1
      part.payableMinutes += payableMinutes
      part.pence += pence
      part.nhsPence += nhsPence
    }
  }
  return [...parts.values()]
}
