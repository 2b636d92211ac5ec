/** What becomes of a version of something a program tells us of, by its sequence: the rule of visit records, of which only the newest is kept. */
export type ToldFate = 'new' | 'changed' | 'repeated' | 'older' | 'contradiction'

/** The fate of a version beside the one that is held: a higher sequence replaces, an equal one is repeated or (with other content) refused, a lower one is passed over. */
export function fateOfTold(held: { readonly sequence: number; readonly content: string } | undefined, sent: { readonly sequence: number; readonly content: string }): ToldFate {
  if (held === undefined) return 'new'
  if (sent.sequence === held.sequence) return sent.content === held.content ? 'repeated' : 'contradiction'
  if (sent.sequence < held.sequence) return 'older'
  return sent.content === held.content ? 'repeated' : 'changed'
}
