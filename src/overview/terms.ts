import type { PlacementLife, WeekNow } from '../brokerage/terms/placement-life.ts'
import type { Reablement } from '../brokerage/terms/reablement.ts'
import type { OfferEvent, Placement } from '../brokerage/terms.ts'
import type { CarePackage, Person, Referral } from '../care/terms.ts'
import type { FundingHistory } from '../care/terms/funding.ts'
import type { PersonVisit, PersonWeek } from '../visits/terms.ts'

/** Everything known of a person that the actor may see. Council roles see all of it, a provider what it needs to care for them. */
export interface PersonRecord {
  readonly today: Temporal.PlainDate
  readonly person: Person
  readonly packages: readonly CarePackage[]
  readonly placements: readonly Placement[]
  /** What happened to placements after they were made. */
  readonly lives: readonly PlacementLife[]
  /** The weeks of the placements today, by placement. */
  readonly placedWeeks: ReadonlyMap<string, WeekNow>
  /** Ways through reablement; empty for a provider. */
  readonly reablements: readonly Reablement[]
  /** Who has paid, by package; empty for a provider. */
  readonly fundings: ReadonlyMap<string, FundingHistory>
  readonly providers: ReadonlyMap<string, string>
  readonly zones: ReadonlyMap<string, string>
  readonly weeks: readonly PersonWeek[]
  /** Empty for a provider. */
  readonly referrals: readonly Referral[]
  /** Empty for a provider. */
  readonly offers: readonly OfferEvent[]
}

/** A person's own care: what was agreed, and who is coming in the week of a date. */
export interface OwnCare extends Pick<PersonRecord, 'today' | 'person' | 'packages' | 'placements' | 'placedWeeks' | 'providers'> {
  readonly weekOn: Temporal.PlainDate
  readonly visits: readonly PersonVisit[]
}
