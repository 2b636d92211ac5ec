import { allow, refuse, type Decision } from '../../kernel/decision.ts'
import type { Named } from '../terms/approval.ts'
import { isSame } from './approve-run.ts'

/** What is known of a what-if that somebody wants to cancel or delete. */
export interface WhatIfToEnd {
  readonly askedBy: Named
  readonly hasEnded: boolean
  /** It shows the effect of a draft of payment rules. */
  readonly isOfDraft: boolean
}

/** Answers whether somebody may cancel a what-if that is being priced, or delete one: whoever asked for it, or an administrator. One that shows the effect of a draft stays with the draft. */
export function mayEndWhatIf(whatIf: WhatIfToEnd, who: Named & { readonly isAdministrator: boolean }, how: 'cancel' | 'delete'): Decision<null> {
  if (!who.isAdministrator && !isSame(whatIf.askedBy, who)) return refuse({ clause: 'not-theirs', words: `${whatIf.askedBy.name} asked for this what-if: they or an administrator ${how === 'cancel' ? 'cancel' : 'delete'} it.` })
  if (whatIf.isOfDraft) return refuse({ clause: 'of-draft', words: 'It shows the effect of a draft of payment rules, and stays with the draft.' })
  if (how === 'cancel' && whatIf.hasEnded) return refuse({ clause: 'ended', words: 'It has ended: there is nothing to cancel.' })
  return allow(null)
}
