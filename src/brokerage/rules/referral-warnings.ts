import { SERVICE_LINE_NAMES, type ServiceLine } from '../../care/terms.ts'
import { wordsForDate } from '../../kernel/words.ts'

/** Something about a referral that its sender should look at. It does not stop the referral. */
export interface ReferralWarning {
  readonly kind: 'no-zone' | 'open-package' | 'namesake' | 'start-passed'
  readonly words: string
}

/** What the warnings look at. */
export interface ReferralFacts {
  readonly postcode: string
  readonly hasZone: boolean
  readonly frameworkName: string
  readonly serviceLine: ServiceLine
  /** References of the person's open packages of the same service line; the person is known by the case system's reference. */
  readonly openPackages: readonly string[]
  /** References of other people recorded with the same name and date of birth. */
  readonly namesakes: readonly string[]
  readonly startByOn: Temporal.PlainDate
  readonly today: Temporal.PlainDate
}

/**
 * What a referrer is told before a referral is sent. Decision: none of these refuses it. A second package of the same
 * service line can be right (more help is wanted from another provider, or a change overlaps with what it replaces), a
 * postcode may be newer than the council's list, and a person may share a name; but each is more often a mistake, so the
 * page asks for a tick.
 */
export function referralWarnings(facts: ReferralFacts): ReferralWarning[] {
  const warnings: ReferralWarning[] = []
  if (!facts.hasZone) {
    warnings.push({
      kind: 'no-zone',
      words: `${facts.postcode} is in no zone of ${facts.frameworkName}, or is not in the council's list of postcodes. The package waits without a zone, and no provider can be asked, until the postcode is corrected or a commissioner adds its area to a zone. Check the postcode first`,
    })
  }
  if (facts.openPackages.length > 0) {
    const packages = facts.openPackages.length === 1 ? 'an open package' : 'open packages'
    warnings.push({
      kind: 'open-package',
      words: `This person already has ${packages} of ${SERVICE_LINE_NAMES[facts.serviceLine].toLowerCase()}: ${facts.openPackages.join(', ')}. Send this referral only if it is wanted as well, not instead`,
    })
  }
  if (facts.namesakes.length > 0) {
    warnings.push({
      kind: 'namesake',
      words: `Somebody with this name and date of birth is already recorded: ${facts.namesakes.join(', ')}. If it is the same person, give their reference in the case system, so that they are not recorded twice`,
    })
  }
  if (Temporal.PlainDate.compare(facts.startByOn, facts.today) < 0) {
    warnings.push({ kind: 'start-passed', words: `The date care is needed by, ${wordsForDate(facts.startByOn)}, has passed` })
  }
  return warnings
}
