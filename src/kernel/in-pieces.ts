/** A rule that answers after pieces of about a millisecond each, so that whoever asks it may do something else between them. */
export type InPieces<T> = Generator<undefined, T, undefined>

/** The answer of a rule, worked out without a pause. */
export function atOnce<T>(rule: InPieces<T>): T {
  let step = rule.next()
  while (step.done !== true) step = rule.next()
  return step.value
}
