import { withCommas } from '../../kernel/words.ts'

/** A count on the home page, with the list behind it. */
export interface HomeTile {
  readonly figure: string
  readonly label: string
  readonly href: string
  readonly hint?: string
  /** `attention`: somebody has to act. `quiet`: nothing to do. */
  readonly tone?: 'attention' | 'quiet'
}

/** Tiles that belong together. */
export interface HomeSection {
  readonly heading: string
  readonly tiles: readonly HomeTile[]
}

/** A count of things to act on: quiet at zero, and loud above it when somebody has to do something. */
export function countTile(count: number, words: readonly [one: string, many: string], href: string, options: { readonly hint?: string; readonly mustAct?: boolean } = {}): HomeTile {
  const tone = count === 0 ? 'quiet' : options.mustAct === true ? 'attention' : undefined
  return {
    figure: withCommas(count),
    label: count === 1 ? words[0] : words[1],
    href,
    ...(options.hint === undefined || options.hint === '' ? {} : { hint: options.hint }),
    ...(tone === undefined ? {} : { tone }),
  }
}
