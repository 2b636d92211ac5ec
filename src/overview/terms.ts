import type { OfferEvent, Placement } from '../brokerage/terms.ts'
import type { CarePackage, Person, Referral } from '../care/terms.ts'
import type { PersonVisit, PersonWeek } from '../visits/terms.ts'
