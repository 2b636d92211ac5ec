/**
 * Why a package still waits, as one code: what the board is narrowed by and what the weekly series counts. Declines keep the
 * codes that providers give; two-workers, language and travel (rural) are among them.
 */
export const WAITING_CAUSES = ['no-zone', 'not-offered', 'offers-open', 'no-provider', 'no-capacity', 'times', 'travel', 'two-workers', 'skills', 'language', 'hours-too-few', 'rate', 'other', 'no-reply'] as const
export type WaitingCause = (typeof WAITING_CAUSES)[number]
export const WAITING_CAUSE_NAMES: Readonly<Record<WaitingCause, string>> = {
  'no-zone': 'In no zone',
  'not-offered': 'Not offered',
  'offers-open': 'Waiting for replies',
  'no-provider': 'No eligible provider',
  'no-capacity': 'No capacity',
  times: 'The times',
  travel: 'Rural or too far',
  'two-workers': 'Two care workers',
  skills: 'The skills needed',
  language: 'The language',
  'hours-too-few': 'Too few hours',
  rate: 'The rate',
  other: 'Another reason',
  'no-reply': 'Nobody replied',
}

/** What the newest search for a package has come to. */
export interface SearchSoFar {
  readonly isOpen: boolean
  /** Its offers were taken back: the package is as unoffered as one that was never sent out. */
  readonly isWithdrawn: boolean
  /** How many providers were asked. */
  readonly asked: number
  /** Codes of the reasons that providers gave, one for each decline. */
  readonly declines: readonly string[]
  /** First clause of each provider that was left out or passed over. */
  readonly leftOut: readonly string[]
}

/**
 * Answers why a package waits. The newest search decides. Of a search that ended, what most of those who declined said counts
 * before silence; of two reasons given as often, the one earlier in the list. When nobody could be asked and most were left out
 * for the language, the language is the cause.
 */
export function waitingCause(zoneId: string | null, search: SearchSoFar | null): WaitingCause {
  if (zoneId === null) return 'no-zone'
  if (search === null) return 'not-offered'
  if (search.isOpen) return 'offers-open'
  if (search.isWithdrawn) return 'not-offered'
  if (search.asked === 0) return mostFrequent(search.leftOut) === 'language' ? 'language' : 'no-provider'
  const said = mostFrequent(search.declines)
  if (said === undefined) return 'no-reply'
  return WAITING_CAUSES.find((cause) => cause === said) ?? 'other'
}

function mostFrequent(codes: readonly string[]): string | undefined {
  const counts = new Map<string, number>()
  for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1)
  const order = (code: string): number => {
    const place = WAITING_CAUSES.findIndex((cause) => cause === code)
    return place === -1 ? WAITING_CAUSES.length : place
  }
  return [...counts].toSorted((a, b) => b[1] - a[1] || order(a[0]) - order(b[0]))[0]?.[0]
}
