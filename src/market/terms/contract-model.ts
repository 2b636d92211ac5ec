import { z } from 'zod'
import type { Minutes } from '../../kernel/amounts.ts'
import { SERVICE_LINES, type ServiceLine } from '../../kernel/service-line.ts'
import { URGENCIES, type Urgency } from '../../kernel/urgency.ts'
import { DECLINE_REASONS } from './decline-reason.ts'
import { RATINGS } from './rating.ts'
import { TIERS } from './tier.ts'

const REPLY = 'Give between 15 working minutes and 80 working hours to answer'
const PERCENT = 'Enter a whole number from 0 to 100'
const PRICE = 'Enter a price an hour, for example 21.50'
const replyWorkingMinutes = z.int(REPLY).min(15, REPLY)
/** Each step asks every eligible provider of its tiers at once; the first to accept wins. */
const tierSteps = z.array(z.object({ tiers: z.array(z.enum(TIERS)).min(1, 'A step asks at least one tier'), replyWorkingMinutes }))
const percent = z.int(PERCENT).min(0, PERCENT).max(100, PERCENT)

/** The five ways in which a framework awards its packages, each with its settings (brief: contract model; F3). */
export const contractModel = z.discriminatedUnion(
  'model',
  [
    z.object({ model: z.literal('tiered'), steps: tierSteps.min(1, 'Say which tiers are asked, in at least one step') }),
    z.object({
      model: z.literal('ranked'),
      /** How many providers are asked at once, best rank first; 1 is strict order. */
      batchSize: z.int('Enter how many providers are asked at once, 1 or more').min(1, 'Enter how many providers are asked at once, 1 or more'),
      replyWorkingMinutes,
    }),
    z.object({
      model: z.literal('prime'),
      /** How long the prime provider of the zone, its one lead, has to answer. */
      replyWorkingMinutes,
      /** The only reasons for which the prime provider may decline. */
      declineReasons: z.array(z.enum(DECLINE_REASONS)).min(1, 'Choose at least one reason for which the prime provider may decline'),
      /** Share of the hours referred to it that it must pass on to named subcontractors (Isle of Wight: 30). */
      minimumSubcontractPercent: percent,
      /** Whom to ask when the prime provider has declined; may be nobody. */
      steps: tierSteps,
    }),
    z.object({
      model: z.literal('block'),
      /** How long a provider whose guaranteed hours have room for the package has to answer, one after another. */
      replyWorkingMinutes,
      /** Whom to ask when no block has room: the spot purchase. */
      steps: tierSteps,
    }),
    z.object({
      model: z.literal('open'),
      /** How long bids are taken; all eligible providers of the zone are asked at once. */
      replyWorkingMinutes,
      /** The price window: lowest and highest pence an hour that may be bid. */
      lowestPencePerHour: z.int(PRICE).min(1, PRICE),
      highestPencePerHour: z.int(PRICE).min(1, PRICE),
      /** Prices a bid must choose from, pence an hour; none leaves the price free within the window. */
      pricePoints: z.array(z.int('Enter prices an hour with commas between them, for example 20.00, 21.50').min(1, PRICE)),
      /** Weight of the price out of 100; the rest is the weight of quality. */
      priceWeight: percent,
      /** Quality score, 0 to 100, of each overall CQC rating. */
      qualityScores: z.record(z.enum(RATINGS), percent),
    }),
  ],
  'Choose a contract model',
)
export type ContractModel = z.output<typeof contractModel>
export type ModelName = ContractModel['model']
export const MODEL_NAMES: Readonly<Record<ModelName, string>> = { tiered: 'Tiered', ranked: 'Ranked', prime: 'Prime', block: 'Block', open: 'Open' }

/** Urgencies for which a framework may ask for quicker answers. */
export const URGENT = URGENCIES.filter((each) => each !== 'planned')

const NAME_AND_POSTCODE = 'Write each place on a line of its own: its name, a comma and its full postcode, for example “Fakenham, NR21 9DY”'

/**
 * How a framework awards its packages, as data: its contract model, those of single service lines where they differ, who is
 * kept out, and what it asks of subcontracting.
 */
export const frameworkTerms = contractModel.and(
  z.object({
    eligibility: z.object({
      /** Overall CQC ratings with which a provider is given no new package. */
      refusedRatings: z.array(z.enum(RATINGS)),
      /** Whether a package that asks for a language goes only to providers whose care workers speak it. */
      languagesRequired: z.boolean(),
    }),
    /** The longest any step gives to answer about packages of an urgency, in working minutes; an urgency without one keeps each step's own time. */
    urgentReply: z.partialRecord(z.enum(URGENT), replyWorkingMinutes).optional(),
    /** Service lines with a contract model of their own. */
    lines: z.partialRecord(z.enum(SERVICE_LINES), contractModel).optional(),
    /** Share of a zone's hours from which a lead counts as having the vast majority, and may pay subcontractors less than the council's rate (Leicestershire). */
    vastMajorityPercent: percent.optional(),
    /** Which changes of a placement's week need no approval, and which for good make a new package; without it all are approved and none makes one. */
    changes: z
      .object({
        /** Share of the week's minutes up to which a change for some days needs no approval. */
        tolerancePercent: percent,
        /** Share above which a change for good counts as a significantly changed package. */
        significantPercent: percent,
      })
      .optional(),
    /** Places from which the contract measures how far a person lives away (Norfolk County Council: GP surgeries); payment rules with bands by distance ask for the nearest. */
    measuredFrom: z
      .array(
        z.object({
          name: z.string().trim().min(1, NAME_AND_POSTCODE).max(80, 'Enter a name of 80 characters or fewer'),
          postcode: z.string().regex(/^[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}$/, NAME_AND_POSTCODE),
        }),
      )
      .min(1)
      .max(300, 'Enter 300 places or fewer')
      .optional(),
  }),
)
export type FrameworkTerms = z.output<typeof frameworkTerms>

/** Working minutes that a step gives to answer about a package: its own time, or less where the terms ask for quicker answers to packages that urgent. */
export function replyTime(terms: FrameworkTerms, urgency: Urgency, stepMinutes: Minutes): Minutes {
  const longest = urgency === 'planned' ? undefined : terms.urgentReply?.[urgency]
  return longest === undefined ? stepMinutes : Math.min(longest, stepMinutes)
}

/** The contract model that awards packages of a service line: the line's own where it has one, else the framework's. */
export function modelOf(terms: FrameworkTerms, serviceLine: ServiceLine): ContractModel {
  return terms.lines?.[serviceLine] ?? terms
}
