import { inForceOn } from '../../kernel/in-force-on.ts'
import type { WaitingCase } from '../terms.ts'

/** Who pays for a package on a day, as far as it is known: the change that began last, else as it was referred. */
export function funderOn(of: Pick<WaitingCase, 'funder' | 'payerChanges'>, on: Temporal.PlainDate): WaitingCase['funder'] {
  return inForceOn(of.payerChanges, on)?.funder ?? of.funder
}
