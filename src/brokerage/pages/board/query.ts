import { z } from 'zod'
import { FUNDERS, REFERRAL_SOURCES, SERVICE_LINES, URGENCIES } from '../../../care/terms.ts'
import { WAITING_CAUSES } from '../../../kernel/waiting-cause.ts'
import { NEARNESSES } from '../../rules/share-out.ts'
import { PRIORITIES } from '../../rules/waiting-priority.ts'
import { WAITING_STATES } from '../../rules/waiting-state.ts'
import { INTERIM_COVERS } from '../../terms/interim-cover.ts'

/** A select sends an empty text for "all". */
const choice = <T extends string>(values: readonly [T, ...T[]]) => z.preprocess((sent) => (sent === '' ? undefined : sent), z.enum(values).optional())

export const LONGER_THAN_DAYS = ['3', '7', '14', '28'] as const

/** What the address of the board may narrow it to. */
export const boardQuery = z.looseObject({
  framework: z.preprocess((sent) => (sent === '' ? undefined : sent), z.uuid().optional()),
  zone: z.preprocess((sent) => (sent === '' ? undefined : sent), z.union([z.uuid(), z.literal('none')]).optional()),
  source: choice(REFERRAL_SOURCES),
  funder: choice(FUNDERS),
  line: choice(SERVICE_LINES),
  why: choice([...WAITING_STATES, ...WAITING_CAUSES]),
  urgency: choice(URGENCIES),
  priority: choice(PRIORITIES),
  longer: choice(LONGER_THAN_DAYS),
  cover: choice([...INTERIM_COVERS, 'unknown', 'high-risk']),
  /** How near the day is by which care is needed. */
  needed: choice(NEARNESSES),
  by: choice(['me']),
  work: choice(['mine']),
})
export type BoardQuery = z.output<typeof boardQuery>
