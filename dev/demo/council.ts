import type { RuleSetDocument } from '../../src/payment/terms/rule-set.ts'
import type { ServiceLine } from '../../src/kernel/service-line.ts'
import type { FrameworkTerms, LeavingReason, ProviderKind, Shape, Tier } from '../../src/market/terms.ts'
import type { PlannedPackage } from './caseload-plan.ts'
import type { DemoFile } from './open-data.ts'
import type { PlannedStay } from './planned-stay.ts'
import type { RotaHabits } from './records.ts'

/** Everything a council is made from: files to read in, a framework, and an invented history of work. Providers go by their CQC id. */
export interface CouncilPlan {
  readonly areaFiles: readonly DemoFile[]
  /** Register files in the order of their publication, each read in on its date. */
  readonly registerFiles: readonly { readonly file: DemoFile; readonly on: Temporal.PlainDate }[]
  readonly framework: {
    readonly name: string
    readonly startsOn: Temporal.PlainDate
    readonly endsOn: Temporal.PlainDate
    /** Months of each extension it is let with. */
    readonly extensions: readonly number[]
    readonly terms: FrameworkTerms
    readonly zones: readonly PlannedZone[]
    readonly tierTargets: readonly { readonly tier: Tier; readonly lowPercent: number; readonly highPercent: number }[]
    readonly ruleSet: RuleSetDocument
  }
  readonly providers: readonly PlannedProvider[]
  readonly caseload: readonly PlannedPackage[]
  /** Providers answer offers as chance has it, and a planned winner counts for nothing: for contract models whose order the history did not know. */
  readonly answersByChance?: true
  /** Packages referred before this day are taken along from before Tendwell: the provider that cares already is asked first. */
  readonly takenAlongBefore?: Temporal.PlainDate
  /** Guaranteed hours of a block contract. */
  readonly guarantees?: readonly { readonly zone: string; readonly cqcProviderId: string; readonly weeklyMinutes: number }[]
  /** People who go through reablement first. */
  readonly stays?: readonly PlannedStay[]
  /** Share of the hours referred to it, per cent, that each lead passes on to others. */
  readonly passedOnPercent?: number
  /** Monday after the last week of history. */
  readonly until: Temporal.PlainDate
  readonly weeks: number
  readonly now: Temporal.Instant
  readonly seed: number
  /** Further frameworks of the same council, with people placed in the last days. Their areas and providers are in the files above. */
  readonly others?: readonly OtherFramework[]
}

/** A further framework: what the council is made from, without files or weeks of its own. */
export interface OtherFramework extends Pick<CouncilPlan, 'framework' | 'providers' | 'caseload' | 'passedOnPercent'> {
  /** Providers that left it, with their last day. */
  readonly withdrawals: readonly { readonly cqcProviderId: string; readonly leftOn: Temporal.PlainDate; readonly reason: LeavingReason }[]
}

export interface PlannedZone {
  readonly name: string
  readonly places: readonly { readonly name: string; readonly longitude: number; readonly latitude: number }[]
  readonly areaCodes: readonly string[]
  readonly boundary: Shape | undefined
  readonly pencePerHour: number
}

export interface PlannedProvider {
  readonly cqcProviderId: string
  readonly kind: ProviderKind | null
  readonly languages: readonly string[]
  readonly email: string
  readonly habits: RotaHabits
  /** Which of the two visit-file layouts its system writes. */
  readonly layout: 'tendwell' | 'access'
  /** Its system tells how care workers came to each visit, in the last weeks. Of Tendwell's layout alone. */
  readonly tellsTravel?: true
  readonly standings: readonly { readonly zone: string; readonly tier: Tier; readonly rank: number | null; readonly serviceLine?: ServiceLine }[]
}

/** What is told while a council is being made. */
export type Progress = (stage: string, done: number, total: number) => void
