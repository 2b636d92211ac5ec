import { Refused } from '../../platform/action/refused.ts'

/** A run is refused because some visits have no rate or no rules: whose statements wait for that. */
export class CannotPrice extends Refused {
  readonly providerIds: readonly string[]

  constructor(words: string, providerIds: readonly string[]) {
    super('cannot-price', words, 'period')
    this.providerIds = providerIds
  }
}
