/** A worked case as the gallery shows it, whatever the rule's own shape of facts. */
export interface RuleCase {
  readonly title: string
  readonly clause: string
  readonly facts: string
}

/** Reads the cases of a file: a list, or an object with a list under `cases` or with lists of several kinds. What is not a case is left out. */
export function casesOf(document: unknown): RuleCase[] {
  const list = isRecord(document) ? (document['cases'] ?? Object.values(document).filter(Array.isArray).flat()) : document
  if (!Array.isArray(list)) return []
  return list.filter(isRecord).map(({ rule, title, name, clause, ...facts }) => ({
    title: wordsOf(rule ?? title ?? name ?? 'Without a name'),
    clause: clause === undefined ? '' : wordsOf(clause),
    facts: Object.entries(facts).map(([key, value]) => `${key}: ${wordsOf(value)}`).join('; '),
  }))
}

function wordsOf(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(wordsOf).join(', ')
  if (isRecord(value)) return `(${Object.entries(value).map(([key, inner]) => `${key} ${wordsOf(inner)}`).join(', ')})`
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
