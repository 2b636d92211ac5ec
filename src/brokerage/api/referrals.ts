import { z } from 'zod'
import { newReferral, REFER_PEOPLE } from '../../care/terms.ts'
import { apiFileRoute, previewField } from '../../platform/web/file-route.ts'
import { apiRoute } from '../../platform/web/route.ts'
import { importReferrals } from '../actions/import-referrals.ts'
import { referPerson } from '../actions/refer-person.ts'

const warning = z.object({ kind: z.string(), words: z.string() })

/** Refers one person. Send an Idempotency-Key, and the same referral is never recorded twice. */
export const referralApi = apiRoute({
  method: 'POST',
  url: '/api/v1/referrals',
  permission: REFER_PEOPLE,
  summary: 'Refer a person for care',
  body: newReferral.extend({ frameworkId: z.uuid(), overruleReablement: z.string().trim().min(1).max(500).nullable().optional() }),
  response: z.object({
    personId: z.uuid(),
    personReference: z.string(),
    packageId: z.uuid(),
    packageReference: z.string(),
    /** Null when the postcode lies in no zone: the package waits without one. */
    zoneName: z.string().nullable(),
    /** The framework that it is called off from: where the one asked for is replaced, it may be the other. */
    frameworkId: z.uuid(),
    frameworkName: z.string(),
    warnings: z.array(warning),
    /** Set when the council's rule sends the person to reablement first: no provider is asked meanwhile. */
    reablementId: z.uuid().nullable(),
  }),
  handler: async ({ house, actor, body }) => {
    const referred = await referPerson(house, actor, body)
    return { ...referred, warnings: [...referred.warnings] }
  },
})

const refusal = z.object({ row: z.int(), column: z.string().nullable(), value: z.string().nullable(), reason: z.string(), fix: z.string() })

/** Reads in a referrals file, or only looks at it. */
export const referralsFileApi = apiFileRoute({
  url: '/api/v1/referral-files',
  permission: REFER_PEOPLE,
  summary: 'Refer people from a CSV file (docs/files/referrals.md), or preview it',
  textField: 'csv',
  fields: { frameworkId: z.uuid(), preview: previewField },
  response: z.object({
    summary: z.object({ read: z.int(), new: z.int(), changed: z.int(), repeated: z.int(), refused: z.int() }),
    referrals: z.int(),
    refusals: z.array(refusal),
    notes: z.array(z.string()),
  }),
  handler: async ({ house, actor, file, fields }) => {
    const outcome = await importReferrals(house, actor, { ...file, ...fields })
    return { summary: outcome.summary, referrals: outcome.referrals, refusals: [...outcome.refusals], notes: [...outcome.notes] }
  },
})
