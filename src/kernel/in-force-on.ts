/** The change that is in force on a day: of those that have begun the one that began last. `changes` are in the order in which they begin, of one day the newest last. */
export function inForceOn<Change extends { readonly fromOn: Temporal.PlainDate }>(changes: readonly Change[], on: Temporal.PlainDate): Change | undefined {
  return changes.findLast((change) => Temporal.PlainDate.compare(change.fromOn, on) <= 0)
}
