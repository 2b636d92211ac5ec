import type { Pence } from '../../../kernel/amounts.ts'

const SHARE_OF = 10_000

/** Whether a difference is tolerated: not above the pence, nor above the share (hundredths of a per cent, rounded down to the penny) of what the statement has. */
export function isWithin(differencePence: Pence, statementPence: Pence, most: { readonly pence: Pence; readonly share: number | null }): boolean {
  const ofShare = most.share === null ? most.pence : Math.floor((Math.abs(statementPence) * most.share) / SHARE_OF)
  return Math.abs(differencePence) <= Math.min(most.pence, ofShare)
}
