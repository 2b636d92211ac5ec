import type { AnyRoute } from '../access/ask.ts'
import type { Visitor } from '../access/visitor.ts'

/** A page as somebody is answered it. */
export interface Sight {
  readonly visitor: Visitor
  /** The route it answers. */
  readonly route: AnyRoute
  /** Path and query asked for. */
  readonly url: string
  readonly status: number
  readonly html: string
  /** What had to be done to see it: a form sent has no address at which it can be opened again. */
  readonly way: 'opened' | 'form sent empty' | 'file sent' | 'turned away'
}
